import type { Rectangle } from "./annotations.ts";
import type { Glyph, Ink } from "./glyphs.ts";
import { isRightToLeft } from "./right-to-left.ts";

/** A character in the coordinates of its line: `u` runs along it, `v` from line to line upwards, whichever way it is turned. */
export type Placed = { text: string; u0: number; u1: number; v0: number; v1: number; ink: Ink | null; glyph: Glyph };

/** Within so many degrees a line is level: pages are scanned askew. */
const slantMax = 8;

/** The characters of a page line by line, as PDFium ends them, and where the way they run or their base line changes. */
export function linesOf(glyphs: readonly Glyph[]): Placed[][] {
  const lines: Placed[][] = [];
  let open: Placed[] = [];
  let drawn: Placed | null = null;
  let last: Ink | null = null;
  let turn: number | null = 0;
  let isMixed = false;
  const close = () => {
    if (drawn) lines.push(spreadLetters(open));
    open = [];
    drawn = null;
    last = null;
    isMixed = false;
  };
  for (const glyph of glyphs) {
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
    const placed = { ...turned(glyph, turn), text: glyph.text, ink: glyph.ink, glyph };
    isMixed ||= isRightToLeft(glyph.text);
    if (drawn && glyph.ink && !isMixed && placed.u1 < (drawn as Placed).u0 - glyph.ink.size) close();
    if (glyph.ink) drawn = placed;
    open.push(placed);
  }
  close();
  return lines;
}

/**
 * One glyph can stand for several letters, which PDFium puts all where it begins: they are placed one after the other, or it would
 * seem that there is a gap behind them.
 */
function spreadLetters(line: Placed[]): Placed[] {
  for (let from = 0; from < line.length;) {
    let to = from + 1;
    while (to < line.length && areOfOneGlyph(line[from]!, line[to]!)) to += 1;
    if (to > from + 1) spread(line.slice(from, to), line[to]);
    from = to;
  }
  return line;
}

function spread(letters: readonly Placed[], next: Placed | undefined): void {
  const start = letters[0]!.u0;
  const width = letters.reduce((sum, { u0, u1 }) => sum + u1 - u0, 0);
  const room = next?.ink && next.u0 > start ? Math.min(width, next.u0 - start) : width;
  for (const [index, letter] of letters.entries()) moveTo(letter, start, room / letters.length, index);
}

const moveTo = (letter: Placed, start: number, width: number, index: number) =>
  Object.assign(letter, { u0: start + width * index, u1: start + width * (index + 1) });

function areOfOneGlyph(one: Placed, next: Placed): boolean {
  const areLetters = [one, next].every(({ text }) => /\p{L}/u.test(text) && !isRightToLeft(text));
  return areLetters && one.ink !== null && one.ink === next.ink && one.u0 === next.u0 && one.v0 === next.v0;
}

/** Quarter turns against the clock; null for text that runs across the page. */
export function turnOf(angle: number): number | null {
  const quarters = Math.round(angle / 90);
  return Math.abs(angle - quarters * 90) <= slantMax ? (quarters + 4) % 4 : null;
}

export function baseOf({ x, y }: Ink, turn: number | null): number {
  return turned({ x0: x, x1: x, y0: y, y1: y }, turn).v0;
}

/** A rectangle of the page as it lies for who reads text of this turn. */
export function turned({ x0, y0, x1, y1 }: Rectangle, turn: number | null): { u0: number; u1: number; v0: number; v1: number } {
  if (turn === 1) return { u0: y0, u1: y1, v0: -x1, v1: -x0 };
  if (turn === 2) return { u0: -x1, u1: -x0, v0: -y1, v1: -y0 };
  if (turn === 3) return { u0: -y1, u1: -y0, v0: x0, v1: x1 };
  return { u0: x0, u1: x1, v0: y0, v1: y1 };
}

export function gapBetween(one: Placed, next: Placed): number {
  return Math.max(next.u0 - one.u1, one.u0 - next.u1);
}
