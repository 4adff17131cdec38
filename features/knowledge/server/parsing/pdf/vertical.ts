import type { Glyph, Ink } from "./glyphs.ts";
import type { Piece } from "./pieces.ts";

/** A quarter turn with the clock: text that runs down, in lines from the right to the left. */
const downwards = -90;
const upright = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303F\u30FB\u30FC\uFE10-\uFE4F\uFF00-\uFFEF]/u;
/** In widths of the font's size: how far apart the centers of characters below each other are, and those of columns. */
const [stepMin, stepMax, columnsMax] = [0.2, 2.2, 4];
/** A short word set downwards, as beside a form or above the column of a table, stays where it is. */
const [longMin, allMin] = [8, 12];

type Column = { glyphs: Glyph[]; from: number; to: number; runsDown: boolean };

/**
 * Chinese, Japanese and Korean that is set downwards, as lines of text that is turned by a quarter: upright characters below each
 * other are one line, whichever way the file draws them.
 */
export function turnColumns(glyphs: readonly Glyph[]): Glyph[] {
  const turned = [...glyphs];
  const dropped = new Set<number>();
  for (const group of groupsOf(columnsOf(glyphs))) {
    if (!isText(group)) continue;
    for (const { glyphs: own, from, to } of group) {
      const ink = inkOf(own);
      for (let index = from; index <= to; index += 1) {
        const glyph = glyphs[index]!;
        if (glyph.ink) turned[index] = { ...glyph, ink };
        else if (glyph.text === "\n") dropped.add(index);
      }
    }
  }
  return turned.filter((_, index) => !dropped.has(index));
}

/** Characters that are drawn one below the other. Between them PDFium says that a line ends. */
function columnsOf(glyphs: readonly Glyph[]): Column[] {
  const columns: Column[] = [];
  const widths = widthsOf(glyphs);
  let open: Column | null = null;
  glyphs.forEach((glyph, index) => {
    if (!glyph.ink || glyph.text.trim() === "") return;
    const last = open?.glyphs.at(-1);
    const runsDown = isAside(glyph) || (widths[index]! < glyph.ink.size && (isUpright(glyph) || isShort(glyph)));
    if (open && last && runsDown && isBelow(last, glyph)) {
      open.glyphs.push(glyph);
      open.to = index;
    } else columns.push((open = { glyphs: [glyph], from: index, to: index, runsDown }));
  });
  return columns;
}

/** How far the middles of the characters are apart that stand level with each, without a line's end between them. */
function widthsOf(glyphs: readonly Glyph[]): number[] {
  const widths: number[] = [];
  for (let from = 0; from < glyphs.length;) {
    let to = from + 1;
    const middle = ({ y0, y1 }: Glyph) => (y0 + y1) / 2;
    const { size } = glyphs[from]!.ink ?? { size: 0 };
    while (to < glyphs.length && glyphs[to]!.ink && Math.abs(middle(glyphs[to]!) - middle(glyphs[from]!)) < 0.2 * size) to += 1;
    const [first, last] = [glyphs[from]!, glyphs[to - 1]!];
    widths.push(...Array.from({ length: to - from }, () => Math.abs(last.x0 + last.x1 - first.x0 - first.x1) / 2));
    from = to;
  }
  return widths;
}

function isBelow(one: Glyph, next: Glyph): boolean {
  const size = Math.max(one.ink!.size, next.ink!.size);
  if (Math.min(one.ink!.size, next.ink!.size) < size * 0.8) return false;
  const step = (one.y0 + one.y1 - next.y0 - next.y1) / 2;
  const isBeside = isShort(one) && isShort(next) && Math.abs(step) < stepMin * size;
  return Math.abs(one.x0 + one.x1 - next.x0 - next.x1) / 2 < 0.8 * size && (isBeside || (step > stepMin * size && step < stepMax * size));
}

const isLevel = ({ ink }: Glyph) => Math.abs(ink!.angle) < 8;
const isUpright = (glyph: Glyph) => isLevel(glyph) && upright.test(glyph.text);
/** Numbers of two digits stand upright in such a line. */
const isShort = (glyph: Glyph) => isLevel(glyph) && /[\p{Nd}\p{Lu}!?]/u.test(glyph.text);
/** Latin words within such a line lie on their side. */
const isAside = ({ ink }: Glyph) => Math.abs(ink!.angle - downwards) < 8;

/** Columns beside each other, drawn one after the other. */
function groupsOf(columns: readonly Column[]): Column[][] {
  const groups: Column[][] = [];
  for (const column of columns) {
    const before = groups.at(-1)?.at(-1);
    if (before && isBeside(before, column)) groups.at(-1)!.push(column);
    else groups.push([column]);
  }
  return groups;
}

function isBeside(one: Column, next: Column): boolean {
  const [first, other] = [one.glyphs[0]!, next.glyphs[0]!];
  const size = Math.max(first.ink!.size, other.ink!.size);
  const distance = Math.abs(first.x0 + first.x1 - other.x0 - other.x1) / 2;
  return one.runsDown && next.runsDown && distance > 0.8 * size && distance < columnsMax * size;
}

function isText(group: readonly Column[]): boolean {
  const counts = group.map(({ glyphs }) => glyphs.filter(isUpright).length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Math.max(...counts) >= longMin || (all >= allMin && all >= 4 * group.length);
}

function inkOf(glyphs: readonly Glyph[]): Ink {
  const first = glyphs.find(isUpright) ?? glyphs[0]!;
  const left = Math.min(...glyphs.map(({ x0 }) => x0));
  return { ...first.ink!, angle: downwards, x: left + 0.12 * first.ink!.size, y: first.y1, isVertical: true };
}

/** Lines that run down, tier by tier, in each from the right to the left. */
export function inColumnOrder(pieces: readonly Piece[]): Piece[] {
  const tiers: Piece[][] = [];
  let end = -Infinity;
  for (const piece of pieces.toSorted((one, other) => one.u0 - other.u0)) {
    if (piece.u0 > end + piece.size) tiers.push([]);
    tiers.at(-1)!.push(piece);
    end = Math.max(end, piece.u1);
  }
  return tiers.flatMap((tier) => tier.toSorted((one, other) => other.base - one.base || one.u0 - other.u0));
}
