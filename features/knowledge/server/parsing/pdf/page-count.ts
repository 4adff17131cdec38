import type { Rectangle } from "./annotations.ts";
import { fontName } from "./glyphs.ts";
import type { Pdf } from "./pdfium.ts";

/** What a page holds by a count that knows nothing of how it is read. */
export type PageCount = {
  page: number;
  /** How often each letter and digit is on it, and how many there are. */
  letters: Map<string, number>;
  total: number;
  /** Of the fonts with characters that nobody knows: how many these are, and how many characters there are. */
  unknown: Map<string, { unknown: number; all: number }>;
  /** It is covered by a picture. */
  isPicture: boolean;
};

const [text, image] = [1, 3];
const objectsMax = 5_000;
/** Of the page, what a picture covers of a scan at least. */
const scanShare = 0.6;

export function countPage(pdf: Pdf, page: number, textPage: number, number: number, frame: Rectangle): PageCount {
  const { call } = pdf;
  const { isPicture, fonts } = surveyPage(pdf, page, frame);
  const count: PageCount = { page: number, letters: new Map(), total: 0, unknown: new Map(), isPicture };
  const characters = call.FPDFText_CountChars(textPage);
  // Of some encodings PDFium knows not even how many characters there are.
  if (characters === 0 && !isPicture) for (const font of fonts) count.unknown.set(fontName(pdf, font), { unknown: 1, all: 1 });
  let hasUnknown = false;
  for (let index = 0; index < characters; index += 1) {
    if (call.FPDFText_HasUnicodeMapError(textPage, index) === 0) continue;
    hasUnknown = true;
    count.total -= addLetters(count.letters, String.fromCodePoint(call.FPDFText_GetUnicode(textPage, index)), -1);
  }
  const said = pdf.text((buffer, size) => (size === 0 ? (characters + 1) * 2 : call.FPDFText_GetText(textPage, 0, characters, buffer) * 2));
  count.total += addLetters(count.letters, said);
  if (hasUnknown) countFonts(pdf, textPage, characters, count.unknown);
  return count;
}

function countFonts(pdf: Pdf, textPage: number, characters: number, fonts: PageCount["unknown"]): void {
  const { call } = pdf;
  const names = new Map<number, string>();
  for (let index = 0; index < characters; index += 1) {
    const object = call.FPDFText_GetTextObject(textPage, index);
    if (object === 0) continue;
    const font = call.FPDFTextObj_GetFont(object);
    let name = names.get(font);
    if (name === undefined) names.set(font, (name = fontName(pdf, font)));
    const counted = fonts.get(name) ?? { unknown: 0, all: 0 };
    counted.all += 1;
    counted.unknown += call.FPDFText_HasUnicodeMapError(textPage, index);
    fonts.set(name, counted);
  }
  for (const [name, { unknown }] of fonts) if (unknown === 0) fonts.delete(name);
}

/** Counts the letters and digits of a text; answers how many there are. */
export function addLetters(letters: Map<string, number>, text: string, step = 1): number {
  let total = 0;
  for (const [letter] of text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]/gu)) {
    letters.set(letter, (letters.get(letter) ?? 0) + step);
    total += 1;
  }
  return total;
}

/** Whether pictures cover the page, and which fonts its texts are set in. */
function surveyPage(pdf: Pdf, page: number, frame: Rectangle): { isPicture: boolean; fonts: Set<number> } {
  const { call, scratch } = pdf;
  const fonts = new Set<number>();
  let covered = 0;
  const objects = Math.min(call.FPDFPage_CountObjects(page), objectsMax);
  for (let index = 0; index < objects; index += 1) {
    const object = call.FPDFPage_GetObject(page, index);
    const type = call.FPDFPageObj_GetType(object);
    if (type !== text && type !== image) continue;
    if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((place) => pdf.floatAt(place)) as [number, number, number, number];
    // Spaces alone have no height.
    if (type === text && y1 - y0 > 1) fonts.add(call.FPDFTextObj_GetFont(object));
    if (type !== image) continue;
    covered += Math.max(0, Math.min(x1, frame.x1) - Math.max(x0, frame.x0)) * Math.max(0, Math.min(y1, frame.y1) - Math.max(y0, frame.y0));
  }
  return { isPicture: covered > scanShare * (frame.x1 - frame.x0) * (frame.y1 - frame.y0), fonts };
}
