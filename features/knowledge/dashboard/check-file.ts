import { languageOfDates } from "#browser/catalog.ts";
import { fileBytesMax, fileEndings } from "../contract.ts";
import { t } from "./messages.ts";

const endings = new Intl.ListFormat(languageOfDates, { type: "disjunction" }).format(fileEndings);

/** "pdf, docx, txt, csv, md; 10 MB each". */
export const fileRule = t("checkFile.rule", { endings: fileEndings.map((ending) => ending.slice(1)).join(", "), size: fileBytesMax / 1e6 });

/** Why a file would be refused, and what to do about it, before a byte of it is sent; null where nothing speaks against it. */
export function checkFile({ name, size }: { name: string; size: number }): string | null {
  if (!fileEndings.some((ending) => name.toLowerCase().endsWith(ending))) return t("checkFile.unreadable", { endings });
  if (size === 0) return t("checkFile.empty");
  if (size > fileBytesMax) return t("checkFile.tooLarge", { size: fileBytesMax / 1e6 });
  return null;
}
