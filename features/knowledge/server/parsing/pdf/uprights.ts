import type { Rectangle } from "./annotations.ts";
import { turned } from "./glyph-lines.ts";

const thickMax = 2.5;
/** Letters may lean a little over the line beside them, in points. */
const lean = 0.5;

/** Where the drawn lines beside a line of text are, along it: what is on two sides of one is in two cells. */
export function uprightsBeside(
  { turn, base, size }: { turn: number | null; base: number; size: number },
  rulings: readonly Rectangle[],
): number[] {
  if (turn === null) return [];
  return rulings.flatMap((ruling) => {
    const { u0, u1, v0, v1 } = turned(ruling, turn);
    return u1 - u0 <= thickMax && v1 - v0 >= size && v0 <= base && v1 >= base + size / 3 ? [(u0 + u1) / 2] : [];
  });
}

/** Whether one of them is between two words. */
export function isParted(end: number, start: number, uprights: readonly number[]): boolean {
  return start > end && uprights.some((at) => at >= end - lean && at <= start + lean);
}
