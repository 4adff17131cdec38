import { tidy, Unreadable, type Block, type OnProgress, type ParsedFile } from "./block.ts";
import { annotationsOf } from "./pdf/annotations.ts";
import { withoutPageFurniture } from "./pdf/furniture.ts";
import { glyphsOf, withCString } from "./pdf/glyphs.ts";
import { linesOfPage, type Line } from "./pdf/page-lines.ts";
import { paragraphsOfLines } from "./pdf/paragraphs.ts";
import { frameOf, openPdf, withPage, type Pdf } from "./pdf/pdfium.ts";
import { piecesOf } from "./pdf/pieces.ts";
import { rulingsOf } from "./pdf/rulings.ts";

const pagesMax = 5_000;

/** Page by page: lines in reading order, then paragraphs and headings over the whole document. */
export async function parsePdf(bytes: Uint8Array, textMax: number, onProgress: OnProgress): Promise<ParsedFile> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.pageCount > pagesMax) throw new Unreadable("too_much_text");
    const pages: Line[][] = [];
    let length = 0;
    for (let index = 0; index < pdf.pageCount; index += 1) {
      const lines = withPage(pdf, index, (page) => readPage(pdf, page, index + 1)) ?? [];
      length += lines.reduce((sum, line) => sum + line.text.length, 0);
      if (length > textMax) throw new Unreadable("too_much_text");
      pages.push(lines);
      onProgress(Math.round(((index + 1) / pdf.pageCount) * 100));
    }
    const blocks: Block[] = paragraphsOfLines(withoutPageFurniture(pages));
    return { title: titleOf(pdf), blocks };
  } finally {
    pdf.close();
  }
}

function readPage(pdf: Pdf, page: number, number: number): Line[] {
  const { call } = pdf;
  const textPage = call.FPDFText_LoadPage(page);
  if (textPage === 0) return [];
  try {
    const frame = frameOf(pdf, page);
    const annotations = annotationsOf(pdf, page);
    const pieces = piecesOf(glyphsOf(pdf, textPage, frame), annotations.links);
    return linesOfPage({ number, pieces, annotations, rulings: rulingsOf(pdf, page), frame });
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
