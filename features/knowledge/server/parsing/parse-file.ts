import { chunkText, type TextPassage } from "../chunk-text.ts";
import { decodeText } from "#platform/text/decode-text.ts";
import type { FileKind } from "../file-type.ts";
import { Unreadable, type OnProgress, type ParsedFile } from "./block.ts";
import { introduce } from "./introduce.ts";
import { lossesOf } from "./losses.ts";
import type { PageFacts } from "./page-facts.ts";
import type { PageOrigin } from "./parse-page.ts";
import { parsePlainText } from "./parse-plain-text.ts";

const textMax = 12_000_000;
const passagesMax = 50_000;
const warningsMax = 20;

/** What is known of a file once it was read; `warnings` say what of it could not be. */
export type ReadFile = { title: string | null; passages: TextPassage[]; warnings: string[]; page?: PageFacts };
/** What is read: a file as `kind`, or a page of the web as it came. */
export type Content = { kind: FileKind; bytes: Uint8Array; page?: undefined } | { kind: "page"; bytes: Uint8Array; page: PageOrigin };

/**
 * A file, or a page of the web with where it came from, as titled passages. Runs in a process of its own: a parser may take any
 * time, or end it.
 * @throws Unreadable
 */
export async function parseFile(kind: Content["kind"], bytes: Uint8Array, onProgress: OnProgress, page?: PageOrigin): Promise<ReadFile> {
  const parsed = await parse(kind, bytes, onProgress, page);
  const length = parsed.blocks.reduce((sum, block) => sum + block.text.length, 0);
  if (length > textMax) throw new Unreadable("too_much_text");
  const { title, blocks } = takeTitle(kind, parsed);
  const passages = chunkText(introduce(blocks));
  if (passages.length > passagesMax) throw new Unreadable("too_much_text");
  // A page without text may still lead to others.
  if (!parsed.page && !passages.some((passage) => /[\p{L}\p{N}]/u.test(passage.text))) throw new Unreadable("no_text");
  const warnings = [...(parsed.warnings ?? []), ...lossesOf(parsed)].slice(0, warningsMax);
  return { title, passages, warnings, ...(parsed.page && { page: parsed.page }) };
}

async function parse(
  kind: Content["kind"],
  bytes: Uint8Array,
  onProgress: OnProgress,
  page: PageOrigin = { url: "about:blank", contentType: "" },
): Promise<ParsedFile & { page?: PageFacts }> {
  switch (kind) {
    case "page":
      return (await import("./parse-page.ts")).parsePage(bytes, page);
    // Each loads its libraries only when they are needed: a parser for text files starts in a few milliseconds.
    case "pdf":
      return (await import("./parse-pdf.ts")).parsePdf(bytes, textMax, onProgress);
    case "docx":
      return (await import("./parse-docx.ts")).parseDocx(bytes);
    case "csv":
      return (await import("./parse-csv.ts")).parseCsv(textOf(bytes));
    case "markdown":
      return (await import("./parse-markdown.ts")).parseMarkdown(textOf(bytes));
    case "html": {
      const { decodeHtml, parseHtml } = await import("./parse-html.ts");
      return parseHtml(required(decodeHtml(bytes, decodeText)));
    }
    case "xlsx":
      return (await import("./parse-xlsx.ts")).parseXlsx(bytes, textMax);
    case "pptx":
      return (await import("./parse-pptx.ts")).parsePptx(bytes);
    case "odt":
      return (await import("./parse-odf.ts")).parseOdf(bytes, "text", textMax);
    case "ods":
      return (await import("./parse-odf.ts")).parseOdf(bytes, "spreadsheet", textMax);
    case "odp":
      return (await import("./parse-odf.ts")).parseOdf(bytes, "presentation", textMax);
    case "rtf":
      return (await import("./parse-rtf.ts")).parseRtf(textOf(bytes));
    case "eml":
      return (await import("./parse-eml.ts")).parseEml(bytes);
    case "text":
      return parseText(textOf(bytes));
  }
}

/** What calls itself a text and begins as RTF is read as that. */
async function parseText(text: string): Promise<ParsedFile> {
  return /^\s*\{\\rtf\d/.test(text) ? (await import("./parse-rtf.ts")).parseRtf(text) : parsePlainText(text);
}

function textOf(bytes: Uint8Array): string {
  return required(decodeText(bytes));
}

function required(text: string | null): string {
  if (text === null) throw new Unreadable("unknown_encoding");
  return text;
}

/**
 * A document's first and only heading of its outermost level is its title; said once, it need not be above each passage. In a
 * PDF a heading is known by its looks alone, so it stays where it is. Of sheets and slides each heading names one of them.
 */
function takeTitle(kind: Content["kind"], { title, blocks }: ParsedFile): Pick<ParsedFile, "title" | "blocks"> {
  if (/^(?:xlsx|pptx|od[sp])$/.test(kind)) return { title, blocks };
  const levels = blocks.flatMap((block) => (block.kind === "heading" ? [block.level] : []));
  const [first, ...rest] = blocks;
  const top = levels.reduce((least, level) => Math.min(least, level), Infinity);
  const only = first?.kind === "heading" && first.level === top && levels.filter((level) => level === top).length === 1 && rest.length > 0;
  if (!only) return { title, blocks };
  if (kind === "pdf") return { title: title ?? first.text, blocks };
  return { title: title ?? first.text, blocks: title && title !== first.text ? blocks : rest };
}
