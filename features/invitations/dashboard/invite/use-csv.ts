import { language } from "#browser/catalog.ts";
import { formatCount } from "#browser/ui/format.ts";
import type { Addresses } from "./use-addresses.ts";

export const csvEndings = [".csv", ".tsv", ".txt"] as const;

const bytesMax = 2_000_000;
const linesShown = 10;

/** Reads a file of addresses into the field, and says what was found in it and where nothing was. */
export function useCsv({ add, say }: Addresses): (files: readonly File[]) => Promise<void> {
  return async ([file]) => {
    if (!file) return;
    if (file.size > bytesMax) return say(`${file.name} is too large. A file may have 2 MB; split it.`);
    // The reader of CSV comes when a file does.
    const [{ decodeText, readCsv }, bytes] = await Promise.all([import("./read-csv.ts"), bytesOf(file)]);
    const text = bytes && decodeText(bytes);
    if (text === null) return say(`${file.name} cannot be read as text. Save the sheet as CSV and choose that file.`);
    const { addresses, column, linesWithout } = readCsv(text);
    const where = column ? ` in the column “${column}”` : "";
    const found =
      addresses.length === 0
        ? `${file.name} has no address.`
        : `${formatCount(addresses.length, "address", "addresses")} found${where} of ${file.name}.`;
    add(addresses, [found, addresses.length > 0 && inLines(linesWithout)].filter(Boolean).join(" "));
  };
}

const bytesOf = (file: File) =>
  file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );

function inLines(lines: readonly number[]): string | null {
  if (lines.length === 0) return null;
  if (lines.length === 1) return `Line ${lines[0]} has none.`;
  const shown = lines.slice(0, linesShown).map(String);
  const more = lines.length - shown.length;
  return `Lines ${new Intl.ListFormat(language).format(more > 0 ? [...shown, `${more} more`] : shown)} have none.`;
}
