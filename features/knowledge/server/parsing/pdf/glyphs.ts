import type { Pdf } from "./pdfium.ts";

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
  /** A point of the line on which the characters stand. */
  x: number;
  y: number;
  /** A decoration of the page, as the file says itself: a header, a footer, a watermark. */
  isArtifact: boolean;
};

const codes = { lineEnd: 13, lineFeed: 10, unknown: 0xfffd };

/** The characters of a page in the order in which PDFium understands it. */
export function glyphsOf(pdf: Pdf, textPage: number, glyphsMax: number): Glyph[] {
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
    const left = pdf.floatAt(0);
    const top = pdf.floatAt(1);
    const right = pdf.floatAt(2);
    const bottom = pdf.floatAt(3);
    glyphs.push({
      text: textOf(pdf, textPage, index, code),
      x0: Math.min(left, right),
      x1: Math.max(left, right),
      y0: Math.min(top, bottom),
      y1: Math.max(top, bottom),
      ink,
    });
  }
  return glyphs;
}

function textOf({ call }: Pdf, textPage: number, index: number, code: number): string {
  if (code === codes.lineEnd) return "\n";
  if (code === codes.unknown || code === 0 || code > 0x10ffff) return "";
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
    const name = pdf.text((buffer, size) => call.FPDFFont_GetBaseFontName(font, buffer, size), "latin1").replace(/^[A-Z]{6}\+/, "");
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
  };
}

/** Of what is marked as an artifact, what stands on the page for its own sake: programs mark much else so. */
function isArtifact(pdf: Pdf, object: number): boolean {
  const { call, scratch } = pdf;
  const marks = Math.min(call.FPDFPageObj_CountMarks(object), 50);
  for (let index = 0; index < marks; index += 1) {
    const mark = call.FPDFPageObj_GetMark(object, index);
    if (sized(pdf, (buffer, size) => call.FPDFPageObjMark_GetName(mark, buffer, size, scratch)) !== "Artifact") continue;
    for (const key of ["Type", "Subtype"]) {
      const value = withCString(pdf, key, (name) =>
        sized(pdf, (buffer, size) => call.FPDFPageObjMark_GetParamStringValue(mark, name, buffer, size, scratch)),
      );
      if (/^(Pagination|Watermark|Header|Footer|PageNum)$/.test(value)) return true;
    }
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
