import { openPdf, withPage } from "#features/knowledge/server/parsing/pdf/pdfium.ts";
import { glyphsOf, withCString } from "#features/knowledge/server/parsing/pdf/glyphs.ts";
import { piecesOf } from "#features/knowledge/server/parsing/pdf/pieces.ts";

/** What the pages of a PDF say, each in one line, and what it says of itself. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: string[]; title: string; author: string; language: string | null }> {
  const pdf = await openPdf(bytes);
  try {
    const meta = (tag: string) =>
      withCString(pdf, tag, (name) => pdf.text((buffer, size) => pdf.call.FPDF_GetMetaText(pdf.document, name, buffer, size)));
    const pages = Array.from({ length: pdf.pageCount }, (_, index) => withPage(pdf, index, textOf) ?? "");
    const language = /\/Lang \((.+?)\)/.exec(Buffer.from(bytes).toString("latin1"))?.[1] ?? null;
    return { pages, title: meta("Title"), author: meta("Author"), language };
  } finally {
    pdf.close();
  }

  function textOf(page: number): string {
    const textPage = pdf.call.FPDFText_LoadPage(page);
    try {
      return piecesOf(glyphsOf(pdf, textPage), [])
        .map(({ text }) => text)
        .join(" ");
    } finally {
      pdf.call.FPDFText_ClosePage(textPage);
    }
  }
}
