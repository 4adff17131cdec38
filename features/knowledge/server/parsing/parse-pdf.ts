import { tidy, Unreadable, type OnProgress, type ParsedFile } from "./block.ts";
import { annotationsOf } from "./pdf/annotations.ts";
import { bulletsOf } from "./pdf/bullets.ts";
import { withoutPageFurniture } from "./pdf/furniture.ts";
import { glyphsOf, isShown, withCString } from "./pdf/glyphs.ts";
import { countPage } from "./pdf/page-count.ts";
import type { Line } from "./pdf/line.ts";
import { linesOfPage } from "./pdf/page-lines.ts";
import { paragraphsOfLines } from "./pdf/paragraphs.ts";
import { frameOf, openPdf, withPage, type Pdf } from "./pdf/pdfium.ts";
import { piecesOf } from "./pdf/pieces.ts";
import type { SeenPage } from "./pdf/places.ts";
import { rulingsOf } from "./pdf/rulings.ts";
import { continueTables } from "./pdf/table-parts.ts";
import { isScan, warningsOf, type ReadPage } from "./pdf/warnings.ts";

const pagesMax = 5_000;

/** Page by page: lines in reading order, then paragraphs and headings over the whole document. */
export async function parsePdf(bytes: Uint8Array, textMax: number, onProgress: OnProgress): Promise<ParsedFile> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.pageCount > pagesMax) throw new Unreadable("too_much_text");
    const pages: Page[] = [];
    const broken: number[] = [];
    let length = 0;
    for (let index = 0; index < pdf.pageCount; index += 1) {
      const page = withPage(pdf, index, (address) => readPage(pdf, address, index + 1));
      if (page) pages.push(page);
      else broken.push(index + 1);
      length += page?.lines.reduce((sum, line) => sum + line.text.length, 0) ?? 0;
      if (length > textMax) throw new Unreadable("too_much_text");
      onProgress(Math.round(((index + 1) / pdf.pageCount) * 100));
    }
    const lines = continueTables(withoutPageFurniture(pages.map((page) => page.lines)));
    const blocks = paragraphsOfLines(lines, new Map(pages.map(({ seen }) => [seen.page, seen])));
    if (!blocks.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new Unreadable(whyNoText(pages, broken));
    return { title: titleOf(pdf), blocks, warnings: warningsOf(pages, broken) };
  } finally {
    pdf.close();
  }
}

function whyNoText(pages: readonly ReadPage[], broken: readonly number[]) {
  if (pages.some(({ count }) => count.unknown.size > 0)) return "unknown_characters";
  if (pages.some(({ count }) => isScan(count))) return "scan";
  return broken.length > 0 ? "corrupt" : "no_text";
}

type Page = ReadPage & { lines: Line[]; seen: SeenPage };

function readPage(pdf: Pdf, page: number, number: number): Page | null {
  const { call } = pdf;
  const textPage = call.FPDFText_LoadPage(page);
  if (textPage === 0) return null;
  try {
    const frame = frameOf(pdf, page);
    const annotations = annotationsOf(pdf, page);
    const glyphs = glyphsOf(pdf, textPage);
    const shown = glyphs.filter((glyph) => isShown(glyph, frame));
    const hidden = glyphs.filter((glyph) => !isShown(glyph, frame)).map(({ text }) => text);
    const drawn = { rulings: rulingsOf(pdf, page), bullets: bulletsOf(pdf, page) };
    const pieces = piecesOf(shown, annotations.links, drawn.rulings);
    const { lines, leftOut } = linesOfPage({ number, pieces, annotations, ...drawn, frame });
    const texts = [...lines.map(({ text }) => text), ...leftOut, hidden.join("")];
    const seen = { page: number, frame, quarters: call.FPDFPage_GetRotation(page) };
    return { lines, seen, texts, count: countPage(pdf, page, textPage, number, frame) };
  } finally {
    call.FPDFText_ClosePage(textPage);
  }
}

/** Programs like to write a file name or nothing there; only a title that reads like one is taken. */
function titleOf(pdf: Pdf): string | null {
  const read = (tag: number) => pdf.text((buffer, size) => pdf.call.FPDF_GetMetaText(pdf.document, tag, buffer, size));
  const title = tidy(withCString(pdf, "Title", read));
  const reads =
    title.length >= 5 &&
    title.length <= 200 &&
    /\p{L}{3}/u.test(title) &&
    !/untitled|^microsoft word|^(about|file|https?):|\.\w{2,4}$/i.test(title);
  return reads ? title : null;
}
