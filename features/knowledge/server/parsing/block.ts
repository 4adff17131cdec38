import type { RefusalCode } from "../refusals.ts";

/**
 * A document as every parser hands it over: headings (level 1 is the outermost), paragraphs, list items or rows. `lead`: what
 * introduces a row, outermost first, where another passage than the one before has to say it again.
 */
export type Block = ({ kind: "heading"; level: number; text: string } | { kind: "text" | "row"; text: string; lead?: string[] }) & {
  places?: readonly Place[];
};
/** Where a line of text is on a page that can be shown: left, top, width and height, as shares of the page as it is seen. */
export type Place = { page: number; box: [number, number, number, number] };
/**
 * What a parser hands over.
 * - `warnings`: what it could not read, as sentences for the person who sent the file.
 * - `counted`: the text that is in the file by a count which knows nothing of the parser: the net under it, see `measureLoss`.
 *   What is left out on purpose (hidden text, comments, repeated margins) is not in it, or is `leftOut` where only the parser can tell.
 */
export type ParsedFile = { title: string | null; blocks: Block[]; warnings?: string[]; counted?: CountedPart[]; leftOut?: string[] };
/** A part of a file by the name that its owner knows it by, within a sentence: "the footnotes", "the sheet “Prices”". */
export type CountedPart = { where: string; text: string };

/** Called with 0–100 while a file is read. */
export type OnProgress = (percent: number) => void;

/** The file cannot be read, and its owner can do something about it. */
export class Unreadable extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.name = "Unreadable";
    this.code = code;
  }
}

/** Spaces of every kind as one, no control characters, no soft hyphens; line breaks only where `keepLines`. */
export function tidy(text: string, keepLines = false): string {
  const clean = tidyCode(text);
  if (!keepLines) return clean.replace(/\s+/gu, " ").trim();
  return clean
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** The same for what is written in columns or indented: spaces stay as they are. */
export function tidyCode(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\u00AD\u200B\uFEFF]|(?![\n\t])\p{Cc}/gu, "");
}

/** Whether there is anything to read or to search for. A tick in a table is. */
export function hasText(text: string): boolean {
  return /[\p{L}\p{N}\p{So}]/u.test(text);
}
