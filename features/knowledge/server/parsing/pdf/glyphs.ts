import type { Rectangle } from "./annotations.ts";
import type { Pdf } from "./pdfium.ts";
import { isRightToLeft } from "./right-to-left.ts";

/** A character where it is on its page: points from the bottom left corner of the page as it is stored, before it is turned. */
export type Glyph = {
  /** A line's end is `\n`; nothing where nobody knows which character it is. */
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Null for what the page does not draw: PDFium put it there for a gap or the end of a line. */
  ink: Ink | null;
};

/** What the characters of one text object of a page have in common. */
export type Ink = {
  font: string;
  isBold: boolean;
  size: number;
  /** In degrees, counted against the clock: 0 for text that runs to the right. */
  angle: number;
  /** A point of their base line. */
  x: number;
  y: number;
  /** A decoration of the page, as the file says itself: a header, a footer, a watermark. */
  isArtifact: boolean;
  /** Its characters stand upright below each other; `angle` is the way in which they run. */
  isVertical: boolean;
};

/** What a page may hold: far more than can be read on one. */
const glyphsOfPageMax = 500_000;
const codes = { lineEnd: 13, lineFeed: 10, unknown: 0xfffd };

/** The characters of a page in the order in which PDFium understands it. */
export function glyphsOf(pdf: Pdf, textPage: number, glyphsMax = glyphsOfPageMax): Glyph[] {
  const { call, scratch } = pdf;
  const count = Math.min(call.FPDFText_CountChars(textPage), glyphsMax);
  const inks = new Map<number, Ink>();
  const fonts = new Map<number, Pick<Ink, "font" | "isBold">>();
  const glyphs: Glyph[] = [];
  for (let index = 0; index < count; index += 1) {
    const code = call.FPDFText_GetUnicode(textPage, index);
    if (code === codes.lineFeed) continue;
    const object = call.FPDFText_GetTextObject(textPage, index);
    let ink = object === 0 ? null : inks.get(object);
    if (ink === undefined) inks.set(object, (ink = inkOf(pdf, textPage, index, object, fonts)));
    call.FPDFText_GetLooseCharBox(textPage, index, scratch);
    const glyph = boxed(textOf(pdf, textPage, index, code), pdf.floatAt(0), pdf.floatAt(1), pdf.floatAt(2), pdf.floatAt(3), ink);
    // Joined letters are narrower than their fonts say.
    if (
      ink?.angle === 0 &&
      isRightToLeft(glyph.text) &&
      call.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24) === 1
    ) {
      glyph.x0 = Math.max(glyph.x0, pdf.doubleAt(0));
      glyph.x1 = Math.max(glyph.x0, Math.min(glyph.x1, pdf.doubleAt(1)));
    }
    glyphs.push(glyph);
  }
  return glyphs;
}

function boxed(text: string, left: number, top: number, right: number, bottom: number, ink: Ink | null): Glyph {
  return { text, x0: Math.min(left, right), x1: Math.max(left, right), y0: Math.min(top, bottom), y1: Math.max(top, bottom), ink };
}

/** Not what lies beyond the edge of the page, nor what the file says is none of its text. */
export function isShown({ x0, y0, x1, y1, ink }: Glyph, frame: Rectangle): boolean {
  if (!ink) return true;
  if (ink.isArtifact) return false;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return x >= frame.x0 - 1 && x <= frame.x1 + 1 && y >= frame.y0 - 1 && y <= frame.y1 + 1;
}

function textOf({ call }: Pdf, textPage: number, index: number, code: number): string {
  if (code === codes.lineEnd) return "\n";
  if (code === codes.unknown || code === 0 || code > 0x10ffff || call.FPDFText_HasUnicodeMapError(textPage, index) === 1) return "";
  // PDFium marks a hyphen at the end of a line by a character that nobody prints.
  if ((code < 32 || code === 0xfffe) && call.FPDFText_IsHyphen(textPage, index) === 1) return "-";
  return String.fromCodePoint(code);
}

function inkOf(pdf: Pdf, textPage: number, index: number, object: number, fonts: Map<number, Pick<Ink, "font" | "isBold">>): Ink {
  const { call, scratch } = pdf;
  call.FPDFText_GetMatrix(textPage, index, scratch);
  const [a, b, c, d, x, y] = [0, 1, 2, 3, 4, 5].map((place) => pdf.floatAt(place)) as [number, number, number, number, number, number];
  const font = call.FPDFTextObj_GetFont(object);
  let look = fonts.get(font);
  if (!look) {
    const name = fontName(pdf, font);
    look = { font: name, isBold: /bold|black|heavy|semib|demi/i.test(name) || call.FPDFText_GetFontWeight(textPage, index) >= 600 };
    fonts.set(font, look);
  }
  return {
    ...look,
    size: call.FPDFText_GetFontSize(textPage, index) * (Math.hypot(c, d) || 1),
    angle: (Math.atan2(b, a) * 180) / Math.PI,
    x,
    y,
    isArtifact: isArtifact(pdf, object),
    isVertical: false,
  };
}

/** Without the letters that stand for a part of it. */
export function fontName(pdf: Pdf, font: number): string {
  return pdf.text((buffer, size) => pdf.call.FPDFFont_GetBaseFontName(font, buffer, size), "latin1").replace(/^[A-Z]{6}\+/, "");
}

/** Of what is marked as an artifact, what belongs to the page: only that says which kind it is, or to which edge it is attached. */
function isArtifact(pdf: Pdf, object: number): boolean {
  const { call, scratch } = pdf;
  const marks = Math.min(call.FPDFPageObj_CountMarks(object), 50);
  for (let index = 0; index < marks; index += 1) {
    const mark = call.FPDFPageObj_GetMark(object, index);
    if (sized(pdf, (buffer, size) => call.FPDFPageObjMark_GetName(mark, buffer, size, scratch)) !== "Artifact") continue;
    if (["Subtype", "Attached"].some((key) => withCString(pdf, key, (name) => call.FPDFPageObjMark_GetParamValueType(mark, name)) !== 0))
      return true;
  }
  return false;
}

/** Of calls that write how much they have to say, and answer whether they have. */
function sized(pdf: Pdf, call: (buffer: number, size: number) => number): string {
  return pdf.text((buffer, size) => (call(buffer, size) ? pdf.intAt(0) : 0));
}

export function withCString<T>(pdf: Pdf, word: string, use: (address: number) => T): T {
  const bytes = new TextEncoder().encode(`${word}\0`);
  const address = pdf.call.malloc(bytes.length);
  try {
    pdf.memory().set(bytes, address);
    return use(address);
  } finally {
    pdf.call.free(address);
  }
}
