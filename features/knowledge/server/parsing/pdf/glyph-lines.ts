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
    if (drawn) lines.push(open);
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
