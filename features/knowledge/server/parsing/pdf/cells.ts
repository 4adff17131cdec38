import type { Rectangle } from "./annotations.ts";
import { baseOf, gapBetween, turnOf, type Placed } from "./glyph-lines.ts";
import { isMark, isRightToLeft, placeMarks, toReadingOrder } from "./right-to-left.ts";
import { isParted, uprightsBeside } from "./uprights.ts";
import { wordGapOf } from "./word-gap.ts";

/** In widths of the font's size: what parts the cells of a row and no words, and what does so in a line with wide spaces. */
const [cellGap, cellGapMax] = [1.2, 1.8];

/**
 * Lines cut where they have gaps as between the cells of a row, or a drawn line between two words, each cell in the order of reading
 * and with its spaces.
 */
export function cellsOf(lines: readonly Placed[][], rulings: readonly Rectangle[]): Placed[][] {
  return rejoin(lines.flatMap((line) => cut(line, rulings))).map((cell) => {
    if (cell.some(isStrong)) return withoutFalseSpaces(toReadingOrder(cell));
    const drawn = cell.filter(isDrawn);
    const size = sizeOf(drawn);
    const spacing = wordGapOf(drawn, size);
    return spacing ? spaced(drawn, spacing.word) : withoutFalseSpaces(withMissingSpaces(cell, size));
  });
}

export const isDrawn = ({ ink, text }: Placed) => ink !== null && text.trim() !== "";
const isStrong = ({ text }: Placed) => isRightToLeft(text);

function cut(line: Placed[], rulings: readonly Rectangle[]): Placed[][] {
  const drawn = line.filter(isDrawn);
  if (drawn.length === 0) return [];
  const { ink } = drawn[0]!;
  const turn = turnOf(ink!.angle);
  const drawnLines = uprightsBeside({ turn, base: baseOf(ink!, turn), size: ink!.size }, rulings);
  const size = sizeOf(drawn);
  const isMixed = line.some(isStrong);
  const spacing = isMixed ? null : wordGapOf(drawn, size);
  const wide = spacing
    ? Math.max(cellGap * size, spacing.word * 2.5)
    : Math.min(Math.max(cellGap * size, 2.2 * medianWordGap(drawn, size)), cellGapMax * size);
  if (isMixed) return cutByPlace(line, drawn, wide, drawnLines);
  const cells: Placed[][] = [[]];
  let before: Placed | null = null;
  for (const glyph of line) {
    if (isDrawn(glyph)) {
      if (before && (gapBetween(before, glyph) > wide || isParted(before.u1, glyph.u0, drawnLines))) cells.push([]);
      before = glyph;
    }
    cells.at(-1)!.push(glyph);
  }
  return cells;
}

/** In a line that runs both ways neighbours in reading are no neighbours on the page. */
function cutByPlace(line: readonly Placed[], drawn: readonly Placed[], wide: number, drawnLines: readonly number[]): Placed[][] {
  const ends: number[] = [];
  let right = -Infinity;
  for (const { u0, u1 } of drawn.toSorted((one, other) => one.u0 - other.u0)) {
    if (right !== -Infinity && (u0 - right > wide || isParted(right, u0, drawnLines))) ends.push(right);
    right = Math.max(right, u1);
  }
  const cells: Placed[][] = Array.from({ length: ends.length + 1 }, () => []);
  for (const glyph of line) cells[ends.filter((end) => glyph.u0 >= end).length]!.push(glyph);
  const letters = drawn.filter(({ text }) => /\p{L}/u.test(text));
  return letters.filter(isStrong).length * 2 >= letters.length ? cells.toReversed() : cells;
}

/** PDFium takes words that run to the left apart where others share their line, and marks from their letters. */
function rejoin(cells: readonly Placed[][]): Placed[][] {
  const joined: Placed[][] = [];
  for (const cell of cells) {
    const drawn = cell.filter(isDrawn);
    if (drawn.length === 0) continue;
    const home =
      drawn.some(isStrong) || drawn.every(({ text }) => isMark(text)) ? joined.findLast((other) => touches(other, drawn)) : undefined;
    if (home) {
      home.push(...cell);
      if (!home.some(isStrong)) home.splice(0, home.length, ...placeMarks(home));
    } else joined.push([...cell]);
  }
  return joined;
}

function touches(cell: readonly Placed[], drawn: readonly Placed[]): boolean {
  const other = cell.filter(isDrawn);
  const [one, two] = [other[0]?.ink, drawn[0]!.ink!];
  if (!one || turnOf(one.angle) !== turnOf(two.angle)) return false;
  const isMarks = drawn.every(({ text }) => isMark(text));
  if (!isMarks && !other.some(isStrong)) return false;
  const turn = turnOf(two.angle);
  if (Math.abs(baseOf(one, turn) - baseOf(two, turn)) > 0.3 * Math.max(one.size, two.size)) return false;
  const start = Math.max(Math.min(...other.map(({ u0 }) => u0)), Math.min(...drawn.map(({ u0 }) => u0)));
  const end = Math.min(Math.max(...other.map(({ u1 }) => u1)), Math.max(...drawn.map(({ u1 }) => u1)));
  return start - end < 0.35 * two.size;
}

function spaced(drawn: readonly Placed[], word: number): Placed[] {
  return drawn.flatMap((glyph, index) =>
    index > 0 && gapBetween(drawn[index - 1]!, glyph) > word ? [spaceBefore(glyph), glyph] : [glyph],
  );
}

function withMissingSpaces(cell: readonly Placed[], size: number): Placed[] {
  const all: Placed[] = [];
  let before: Placed | null = null;
  for (const glyph of cell) {
    const isLetter = isDrawn(glyph) && !isMark(glyph.text);
    if (before && isLetter && gapBetween(before, glyph) > 0.3 * size && !isUnspaced(before.text, glyph.text)) all.push(spaceBefore(glyph));
    all.push(glyph);
    if (isLetter) before = glyph;
    else if (!isDrawn(glyph)) before = null;
  }
  return all;
}

const spaceBefore = (glyph: Placed): Placed => ({ ...glyph, text: " ", ink: null });

/** PDFium takes some kerning for a space, and spaces out Chinese and Japanese. */
function withoutFalseSpaces(cell: readonly Placed[]): Placed[] {
  return cell.filter((glyph, index) => {
    if (glyph.ink || glyph.text !== " ") return true;
    const [before, after] = [cell[index - 1], cell[index + 1]];
    if (!before?.ink || !after?.ink) return true;
    const gap = gapBetween(before, after);
    return gap > (isUnspaced(before.text, after.text) ? 1 : 0.05) * after.ink.size;
  });
}

/** The median gap between words, where there are at least four. */
function medianWordGap(drawn: readonly Placed[], size: number): number {
  const gaps = drawn.slice(1).flatMap((glyph, index) => {
    const gap = gapBetween(drawn[index]!, glyph);
    return gap > 0.12 * size ? [gap] : [];
  });
  if (gaps.length < 4) return 0;
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303F\uFF00-\uFF60]/u;
/** Chinese and Japanese have no space between words. */
export const isUnspaced = (one: string, next: string) => unspaced.test(one.slice(-1)) && unspaced.test(next.slice(0, 1));

export function sizeOf(drawn: readonly Placed[]): number {
  const counts = new Map<number, number>();
  for (const { ink } of drawn) if (ink) counts.set(ink.size, (counts.get(ink.size) ?? 0) + 1);
  return mostOf(counts) || 1;
}

/** The key with the most characters. */
export function mostOf<Key>(counts: Map<Key, number>): Key | undefined {
  let best: Key | undefined;
  for (const [key, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = key;
  return best;
}
