import { fileBytesMax, fileEndings } from "../contract.ts";

const endings = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(fileEndings);

/** "pdf, docx, txt, csv, md; 10 MB each". */
export const fileRule = `${fileEndings.map((ending) => ending.slice(1)).join(", ")}; ${fileBytesMax / 1e6} MB each`;

/** Why a file would be refused, and what to do about it, before a byte of it is sent; null where nothing speaks against it. */
export function checkFile({ name, size }: { name: string; size: number }): string | null {
  if (!fileEndings.some((ending) => name.toLowerCase().endsWith(ending))) return `This kind of file cannot be read. Save it as ${endings}.`;
  if (size === 0) return "The file is empty. Choose one with text in it.";
  if (size > fileBytesMax) return `Larger than ${fileBytesMax / 1e6} MB. Split it, or leave out its pictures.`;
  return null;
}
