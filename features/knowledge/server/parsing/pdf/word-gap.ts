import { gapBetween, type Placed } from "./glyph-lines.ts";

/** In widths of the font's size. */
const [tracked, trackedMax, step] = [0.1, 2, 0.12];
const lettersMin = 4;

/**
 * For a line whose letters are spaced out, how wide a gap is at least that parts words; null for other lines, whose
 * spaces are right already. Where no gap is much wider than the others, the line is one word.
 */
export function wordGapOf(drawn: readonly Placed[], size: number): { word: number } | null {
  if (drawn.length < lettersMin) return null;
  const gaps = drawn.slice(1).map((glyph, index) => gapBetween(drawn[index]!, glyph));
  const sorted = gaps.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  if (median < tracked * size || median > trackedMax * size) return null;
  // Cells of one character each are as far apart.
  const letters = drawn.filter(({ text }) => /\p{L}/u.test(text)).length;
  if (median > 0.8 * size && letters < drawn.length * 0.8) return null;
  let word = Infinity;
  let most = step * size;
  for (let index = Math.floor(sorted.length / 3); index + 1 < sorted.length; index += 1) {
    const [low, high] = [sorted[index]!, sorted[index + 1]!];
    if (high - low <= most || high < 1.4 * mean(sorted.slice(0, index + 1))) continue;
    most = high - low;
    word = (low + high) / 2;
  }
  return { word };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
