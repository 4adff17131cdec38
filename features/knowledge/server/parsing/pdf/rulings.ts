import type { Rectangle } from "./annotations.ts";
import { turned } from "./glyph-lines.ts";
import type { Pdf } from "./pdfium.ts";

/** The lines that are drawn on a page, as they lie for text of one turn. */
export type Rulings = { vertical: Ruling[]; horizontal: Ruling[] };
/** Where a line is, and from where to where it runs. */
type Ruling = { at: number; from: number; to: number };

const path = 2;
const thickMax = 2.5;
const longMin = 6;
const objectsMax = 20_000;
const strokedMax = 2_000;

export function rulingsOf(pdf: Pdf, page: number): Rectangle[] {
  const { call, scratch } = pdf;
  const lines: Rectangle[] = [];
  const count = Math.min(call.FPDFPage_CountObjects(page), objectsMax);
  for (let index = 0; index < count && lines.length < strokedMax; index += 1) {
    const object = call.FPDFPage_GetObject(page, index);
    if (call.FPDFPageObj_GetType(object) !== path) continue;
    if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((place) => pdf.floatAt(place)) as [number, number, number, number];
    if (x1 - x0 <= thickMax || y1 - y0 <= thickMax) lines.push({ x0, y0, x1, y1 });
    else if (isStrokedBox(pdf, object))
      lines.push({ x0, y0, x1: x0, y1 }, { x0: x1, y0, x1, y1 }, { x0, y0, x1, y1: y0 }, { x0, y0: y1, x1, y1 });
  }
  return lines;
}

/** The frame of a cell. A curve or a drawing has more corners. */
function isStrokedBox({ call, scratch, intAt }: Pdf, object: number): boolean {
  return call.FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 1 && intAt(1) !== 0 && call.FPDFPath_CountSegments(object) <= 6;
}

export function turnRulings(lines: readonly Rectangle[], turn: number | null): Rulings {
  const rulings: Rulings = { vertical: [], horizontal: [] };
  for (const line of lines) {
    const { u0, u1, v0, v1 } = turned(line, turn);
    if (u1 - u0 <= thickMax && v1 - v0 >= longMin) rulings.vertical.push({ at: (u0 + u1) / 2, from: v0, to: v1 });
    else if (v1 - v0 <= thickMax && u1 - u0 >= longMin) rulings.horizontal.push({ at: (v0 + v1) / 2, from: u0, to: u1 });
  }
  return rulings;
}
