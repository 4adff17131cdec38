import { tidy } from "../block.ts";
import type { Rectangle } from "./annotations.ts";
import type { Glyph, Ink } from "./glyphs.ts";
import { isRightToLeft, toReadingOrder } from "./right-to-left.ts";
import { wordGapOf } from "./word-gap.ts";

/**
 * A stretch of a line without a wide gap: a line of a paragraph, or a cell of a table's row. `u` runs along the line and `v`
 * from line to line upwards, whichever way the text is turned on the page.
 */
export type Piece = {
  text: string;
  u0: number;
  u1: number;
  v0: number;
  v1: number;
  /** The line on which the characters stand, in `v`. */
  base: number;
  size: number;
  /** Font and weight: how it is set, beside its size. */
  font: string;
  isBold: boolean;
  /** Quarter turns against the clock; null for text that runs across the page. */
  turn: number | null;
  isRightToLeft: boolean;
  /** Where it is on the stored page. */
  box: Rectangle;
  /** The address that its first and its last characters lead to. */
  opensLink: string | null;
  endsLink: string | null;
};

export type Link = Rectangle & { address: string };
/** A character in the coordinates of its line. */
export type Placed = { text: string; u0: number; u1: number; v0: number; v1: number; ink: Ink | null; glyph: Glyph };

/** Within so many degrees a line is level: pages are scanned askew. */
const slantMax = 8;
/** In widths of the font's size: what parts the cells of a row, and no words. */
const cellGap = 1.2;

/** Cuts the characters of a page into pieces, in their order. */
export function piecesOf(glyphs: readonly Glyph[], links: readonly Link[]): Piece[] {
  return linesOf(glyphs).flatMap((line) => cellsOf(line).flatMap((cell) => pieceOf(cell, links)));
}

function linesOf(glyphs: readonly Glyph[]): Placed[][] {
  const lines: Placed[][] = [];
  let open: Placed[] = [];
  let last: Ink | null = null;
  let turn: number | null = 0;
  const close = () => {
    if (open.some(({ ink }) => ink)) lines.push(open);
    open = [];
    last = null;
  };
  for (const glyph of glyphs) {
    if (glyph.ink?.isArtifact) continue;
    if (glyph.text === "\n") {
      close();
      continue;
    }
    if (glyph.ink && glyph.ink !== last) {
      const next = turnOf(glyph.ink.angle);
      if (last && (next !== turn || Math.abs(baseOf(last, turn) - baseOf(glyph.ink, turn)) > 0.6 * Math.max(last.size, glyph.ink.size)))
        close();
      turn = next;
      last = glyph.ink;
    }
    const placed = place(glyph, turn);
    const before = open.findLast(({ ink }) => ink);
    if (before && glyph.ink && placed.u1 < before.u0 - glyph.ink.size && !isRightToLeft(glyph.text) && !open.some(isStrong)) close();
    open.push(placed);
  }
  close();
  return lines;
}

const isStrong = ({ text }: Placed) => isRightToLeft(text);

export function turnOf(angle: number): number | null {
  const quarters = Math.round(angle / 90);
  return Math.abs(angle - quarters * 90) <= slantMax ? (quarters + 4) % 4 : null;
}

function baseOf({ x, y }: Ink, turn: number | null): number {
  return turned({ x0: x, x1: x, y0: y, y1: y }, turn).v0;
}

/** A rectangle of the page as it lies for who reads text of this turn. */
export function turned({ x0, y0, x1, y1 }: Rectangle, turn: number | null): { u0: number; u1: number; v0: number; v1: number } {
  if (turn === 1) return { u0: y0, u1: y1, v0: -x1, v1: -x0 };
  if (turn === 2) return { u0: -x1, u1: -x0, v0: -y1, v1: -y0 };
  if (turn === 3) return { u0: -y1, u1: -y0, v0: x0, v1: x1 };
  return { u0: x0, u1: x1, v0: y0, v1: y1 };
}

const place = (glyph: Glyph, turn: number | null): Placed => ({ ...turned(glyph, turn), text: glyph.text, ink: glyph.ink, glyph });

/** A line cut where it has gaps as between cells, each with the spaces between its words. */
function cellsOf(line: Placed[]): Placed[][] {
  const isMixed = line.some(isStrong);
  const inOrder = isMixed ? toReadingOrder(line) : line;
  const drawn = inOrder.filter(isDrawn);
  const size = sizeOf(drawn);
  const spacing = wordGapOf(drawn, size);
  const wide = spacing ? Math.max(cellGap * size, spacing.word * 2.5) : Math.min(Math.max(cellGap, (2.2 * medianWordGap(drawn, size)) / size), 1.8) * size;
  const cellOf = isMixed ? cellByPlace(drawn, wide) : null;
  const cells: Placed[][] = [];
  let before: Placed | null = null;
  for (const glyph of inOrder) {
    if (!isDrawn(glyph)) {
      if (!spacing && glyph.text !== "") cells.at(-1)?.push(glyph);
      continue;
    }
    const gap = before ? gapBetween(before, glyph) : 0;
    if (!before || (cellOf ? cellOf(glyph) !== cellOf(before) : gap > wide)) cells.push([]);
    else if (spacing ? gap > spacing.word : gap > 0.3 * size && !isUnspaced(before.text, glyph.text) && !isMixed)
      cells.at(-1)!.push({ ...glyph, text: " ", ink: null });
    cells.at(-1)!.push(glyph);
    before = glyph;
  }
  return cells.map((cell) => (spacing ? cell : withoutFalseSpaces(cell)));
}

const isDrawn = ({ ink, text }: Placed) => ink !== null && text.trim() !== "";

/** In a line that runs both ways neighbours in reading are no neighbours on the page. */
function cellByPlace(drawn: readonly Placed[], wide: number): (glyph: Placed) => number {
  const ends: number[] = [];
  let right = -Infinity;
  for (const { u0, u1 } of drawn.toSorted((one, other) => one.u0 - other.u0)) {
    if (u0 - right > wide && right !== -Infinity) ends.push(right);
    right = Math.max(right, u1);
  }
  return ({ u0 }) => ends.filter((end) => u0 >= end).length;
}

export function gapBetween(one: Placed, next: Placed): number {
  return Math.max(next.u0 - one.u1, one.u0 - next.u1);
}

/** Of what stands between words where it is seen at least four times: the gap in the middle. */
function medianWordGap(drawn: readonly Placed[], size: number): number {
  const gaps = drawn.slice(1).flatMap((glyph, index) => {
    const gap = gapBetween(drawn[index]!, glyph);
    return gap > 0.12 * size ? [gap] : [];
  });
  if (gaps.length < 4) return 0;
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
}

/** PDFium takes some kerning for a space, and spaces out Chinese and Japanese. */
function withoutFalseSpaces(cell: Placed[]): Placed[] {
  return cell.filter((glyph, index) => {
    if (glyph.ink || glyph.text !== " ") return true;
    const [before, after] = [cell[index - 1], cell[index + 1]];
    if (!before?.ink || !after?.ink) return true;
    const gap = gapBetween(before, after);
    if (isUnspaced(before.text, after.text)) return gap > after.ink.size;
    // Joined letters are narrower than their fonts say.
    return gap > 0.05 * after.ink.size || isRightToLeft(before.text);
  });
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303F\uFF00-\uFF60]/u;
/** Chinese and Japanese have no space between words. */
export const isUnspaced = (one: string, next: string) => unspaced.test(one.slice(-1)) && unspaced.test(next.slice(0, 1));

function sizeOf(drawn: readonly Placed[]): number {
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

function pieceOf(cell: Placed[], links: readonly Link[]): Piece[] {
  const drawn = cell.filter(isDrawn);
  const first = drawn[0];
  if (!first?.ink) return [];
  const fonts = new Map<Ink, number>();
  for (const { ink } of drawn) if (ink) fonts.set(ink, (fonts.get(ink) ?? 0) + 1);
  const look = mostOf(fonts) ?? first.ink;
  const turn = turnOf(first.ink.angle);
  const linkOf = ({ glyph }: Placed) => links.find((link) => isWithin(glyph, link))?.address ?? null;
  const text = tidy(normalize(textOf(cell, links.length === 0 ? null : linkOf)));
  if (text === "") return [];
  const box = boxAround(drawn.map(({ glyph }) => glyph));
  return [
    {
      text,
      ...turned(box, turn),
      base: baseOf(look, turn),
      size: Math.round(sizeOf(drawn) * 2) / 2 || 1,
      font: look.isBold ? `${look.font} bold` : look.font,
      isBold: look.isBold,
      turn,
      isRightToLeft: rightToLeftShare(drawn) > 0.5,
      box,
      opensLink: linkOf(first),
      endsLink: linkOf(drawn.at(-1)!),
    },
  ];
}

/** Each address behind the words that lead there; what leads on from the end of the piece is said by `endsLink`. */
function textOf(cell: readonly Placed[], linkOf: ((glyph: Placed) => string | null) | null): string {
  if (!linkOf) return cell.map(({ text }) => text).join("");
  let text = "";
  let link: string | null = null;
  for (const glyph of cell) {
    if (glyph.ink && glyph.text.trim() !== "") {
      const next = linkOf(glyph);
      if (link && next !== link) text = `${text.trimEnd()}${addressBehind(text, link)}${/\s$/.test(text) ? " " : ""}`;
      link = next;
    }
    text += glyph.text;
  }
  return text;
}

/** Nothing where the text itself says the address. */
export function addressBehind(text: string, address: string): string {
  const bare = (word: string) => word.replace(/^(mailto:|tel:|https?:\/\/)/i, "").replace(/\/$/, "").replace(/\s+/g, "").toLowerCase();
  return bare(text).includes(bare(address)) ? "" : ` (${address.replace(/^(mailto|tel):/i, "")})`;
}

function isWithin(glyph: Glyph, { x0, x1, y0, y1 }: Rectangle): boolean {
  const [x, y] = [(glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2];
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

function boxAround(boxes: readonly Rectangle[]): Rectangle {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const { x0, y0, x1, y1 } of boxes) {
    box.x0 = Math.min(box.x0, x0);
    box.y0 = Math.min(box.y0, y0);
    box.x1 = Math.max(box.x1, x1);
    box.y1 = Math.max(box.y1, y1);
  }
  return box;
}

function rightToLeftShare(drawn: readonly Placed[]): number {
  const letters = drawn.filter(({ text }) => /\p{L}/u.test(text));
  return letters.filter(isStrong).length / Math.max(1, letters.length);
}

/** Ligatures, joined Arabic letters and radicals as the letters that people type. */
function normalize(text: string): string {
  return text.replace(/[\uFB00-\uFDFF\uFE70-\uFEFC\u2E80-\u2FDF\uF900-\uFAFF]/gu, (one) => one.normalize("NFKC"));
}
