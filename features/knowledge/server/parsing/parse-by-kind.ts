import { decodeText } from "#platform/text/decode-text.ts";
import { Unreadable, type OnProgress, type ParsedFile } from "./block.ts";
import type { PageFacts } from "./page-facts.ts";
import type { Content } from "./parse-file.ts";
import type { PageOrigin } from "./parse-page.ts";
import { parsePlainText } from "./parse-plain-text.ts";

export const textMax = 12_000_000;

/** What the reader of its kind makes of a file. */
export async function parseByKind(
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
