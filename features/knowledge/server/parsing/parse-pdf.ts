import { getDocumentProxy } from "unpdf";
import { tidy, Unreadable, type Block, type OnProgress, type ParsedFile } from "./block.ts";
import { linesOfPage, type Line } from "./pdf-lines.ts";
import { paragraphsOfLines, withoutPageFurniture } from "./pdf-paragraphs.ts";

const pagesMax = 5_000;

/** Page by page: lines in reading order, then paragraphs and headings over the whole document. */
export async function parsePdf(bytes: Uint8Array, textMax: number, onProgress: OnProgress): Promise<ParsedFile> {
  const pdf = await open(bytes);
  if (pdf.numPages > pagesMax) throw new Unreadable("too_much_text");
  const pages: Line[][] = [];
  let length = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const lines = await linesOf(pdf, number);
    length += lines.reduce((sum, line) => sum + line.text.length, 0);
    if (length > textMax) throw new Unreadable("too_much_text");
    pages.push(lines);
    onProgress(Math.round((number / pdf.numPages) * 100));
  }
  const blocks: Block[] = paragraphsOfLines(withoutPageFurniture(pages));
  return { title: await titleOf(pdf), blocks };
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, disableFontFace: true, useSystemFonts: false, stopAtErrors: false });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    throw new Unreadable(name === "PasswordException" ? "encrypted" : "corrupt");
  }
}

/** A page that is broken by itself is left out; the others are still worth reading. */
async function linesOf(pdf: Pdf, number: number): Promise<Line[]> {
  try {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    const [, bottom = 0, , top = 0] = page.view;
    const lines = linesOfPage(content.items, { height: top - bottom, page: number });
    page.cleanup();
    return lines;
  } catch {
    return [];
  }
}

/** Programs like to write a file name or nothing there; only a title that reads like one is taken. */
async function titleOf(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = tidy(String((info as { Title?: unknown }).Title ?? ""));
  const reads = title.length >= 5 && title.length <= 200 && /\p{L}{3}/u.test(title) && !/untitled|^microsoft word|\.\w{2,4}$/i.test(title);
  return reads ? title : null;
}
