import type { Rectangle } from "./annotations.ts";
import type { LineOfTurn } from "./line.ts";
import { turned } from "./glyph-lines.ts";
import type { Pdf } from "./pdfium.ts";

const path = 2;
const objectsMax = 20_000;
const bulletsMax = 1_000;
/** In points, how large the drawing of a bullet is, and how much wider than high at most. */
const [sizeMin, sizeMax, unevenMax] = [1.5, 8, 1];
/** In widths of the font's size, how far before its text. */
const gapMax = 2.5;

/** Small dots and squares: browsers draw the bullets of a list and do not write them. */
export function bulletsOf(pdf: Pdf, page: number): Rectangle[] {
  const { call, scratch } = pdf;
  const bullets: Rectangle[] = [];
  const count = Math.min(call.FPDFPage_CountObjects(page), objectsMax);
  for (let index = 0; index < count && bullets.length < bulletsMax; index += 1) {
    const object = call.FPDFPage_GetObject(page, index);
    if (call.FPDFPageObj_GetType(object) !== path) continue;
    if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((place) => pdf.floatAt(place)) as [number, number, number, number];
    const [width, height] = [x1 - x0, y1 - y0];
    if (Math.min(width, height) >= sizeMin && Math.max(width, height) <= sizeMax && Math.abs(width - height) <= unevenMax)
      bullets.push({ x0, y0, x1, y1 });
  }
  return bullets;
}

/** Lines before which a bullet is drawn begin with it. */
export function withBullets(lines: LineOfTurn[], bullets: readonly Rectangle[], turn: number | null): LineOfTurn[] {
  if (bullets.length === 0) return lines;
  const places = bullets.map((bullet) => turned(bullet, turn));
  return lines.map((line) => {
    const isBefore = ({ u1, v0, v1 }: (typeof places)[number]) => {
      const middle = (v0 + v1) / 2 - line.y;
      return line.x >= u1 && line.x - u1 < gapMax * line.size && middle > 0 && middle < 0.8 * line.size;
    };
    return !line.isRow && places.some(isBefore) ? { ...line, text: `• ${line.text}` } : line;
  });
}
