import { language } from "#browser/catalog.ts";
import { t } from "../messages.ts";
import type { Addresses } from "./use-addresses.ts";

export const csvEndings = [".csv", ".tsv", ".txt"] as const;

const bytesMax = 2_000_000;
const linesShown = 10;

/** Reads a file of addresses into the field, and says what was found in it and where nothing was. */
export function useCsv({ add, say }: Addresses): (files: readonly File[]) => Promise<void> {
  return async ([file]) => {
    if (!file) return;
    if (file.size > bytesMax) return say(t("useCsv.tooLarge", { name: file.name }));
    // The reader of CSV comes when a file does.
    const [{ readCsv }, { decodeText }, bytes] = await Promise.all([
      import("./read-csv.ts"),
      import("#platform/text/decode-text.ts"),
      bytesOf(file),
    ]);
    const text = bytes && decodeText(bytes);
    if (text === null) return say(t("useCsv.unreadable", { name: file.name }));
    const { addresses, column, linesWithout } = readCsv(text);
    add(addresses, [found(file.name, addresses.length, column), addresses.length > 0 && inLines(linesWithout)].filter(Boolean).join(" "));
  };
}

const bytesOf = (file: File) =>
  file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );

function found(name: string, count: number, column: string | null): string {
  if (count === 0) return t("useCsv.nothing", { name });
  return column ? t("useCsv.foundIn", { count, column, name }) : t("useCsv.found", { count, name });
}

function inLines(lines: readonly number[]): string | null {
  if (lines.length === 0) return null;
  if (lines.length === 1) return t("useCsv.line", { line: lines[0]! });
  const shown = lines.slice(0, linesShown).map(String);
  const more = lines.length - shown.length;
  return t("useCsv.lines", {
    lines: new Intl.ListFormat(language).format(more > 0 ? [...shown, t("useCsv.more", { count: more })] : shown),
  });
}
