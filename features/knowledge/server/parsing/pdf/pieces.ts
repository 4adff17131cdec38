import { tidy } from "../block.ts";
import type { Rectangle } from "./annotations.ts";
import { cellsOf, isDrawn, mostOf, sizeOf } from "./cells.ts";
import { baseOf, linesOf, turned, turnOf, type Placed } from "./glyph-lines.ts";
import type { Glyph, Ink } from "./glyphs.ts";
import { isRightToLeft } from "./right-to-left.ts";
import { turnColumns } from "./vertical.ts";

/** A stretch of a line without a wide gap: a line of a paragraph, or a cell of a table's row. */
export type Piece = {
  text: string;
  /** `u` runs along the line and `v` from line to line upwards, whichever way the text is turned on the page. */
  u0: number;
  u1: number;
  v0: number;
  v1: number;
  /** The base line, in `v`. */
  base: number;
  size: number;
  /** Font and weight: how it is set, beside its size. Empty where it is set in several. */
  font: string;
  isBold: boolean;
  /** Quarter turns against the clock; null for text that runs across the page. */
  turn: number | null;
  isRightToLeft: boolean;
  /** A line of characters that stand upright below each other. */
  isVertical: boolean;
  /** Where it is on the stored page. */
  box: Rectangle;
  /** The address that its first and its last characters lead to. */
  opensLink: string | null;
  endsLink: string | null;
  /** A note that was left beside the text: no part of its lines or tables. */
  isAside: boolean;
};

/** Of the characters of a line, those in the font that it is set in. */
const mainFontShare = 0.8;

export type Link = Rectangle & { address: string };

/** The pieces that a page is made of, in the order in which it draws them. `rulings`: the lines that it draws. */
export function piecesOf(glyphs: readonly Glyph[], links: readonly Link[], rulings: readonly Rectangle[] = []): Piece[] {
  return cellsOf(linesOf(turnColumns(glyphs)), rulings).flatMap((cell) => pieceOf(cell, links));
}

function pieceOf(cell: readonly Placed[], links: readonly Link[]): Piece[] {
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
      font: isOfOne(drawn, look) ? fontOf(look) : "",
      isBold: look.isBold,
      turn,
      isRightToLeft: rightToLeftShare(drawn) > 0.5,
      isVertical: look.isVertical,
      box,
      opensLink: linkOf(first),
      endsLink: linkOf(drawn.at(-1)!),
      isAside: false,
    },
  ];
}

const fontOf = ({ font, isBold }: Ink) => (isBold ? `${font} bold` : font);

/** Whether a line is set in one font, but for a sign or a number in it. */
function isOfOne(drawn: readonly Placed[], look: Ink): boolean {
  const own = drawn.filter(({ ink }) => ink && fontOf(ink) === fontOf(look)).length;
  return own >= drawn.length * mainFontShare;
}

/** Each address behind the words that lead there, never within one; what leads on from the end of the piece is said by `endsLink`. */
function textOf(cell: readonly Placed[], linkOf: ((glyph: Placed) => string | null) | null): string {
  if (!linkOf) return cell.map(({ text }) => text).join("");
  let text = "";
  let link: string | null = null;
  let ended: string | null = null;
  for (const glyph of cell) {
    if (isDrawn(glyph)) {
      const next = linkOf(glyph);
      if (link && next !== link) ended = link;
      link = next;
    }
    if (ended && (!/[\p{L}\p{N}]$/u.test(text) || !/^[\p{L}\p{N}]/u.test(glyph.text))) {
      text = `${text.trimEnd()}${addressBehind(text, ended)}${/\s$/.test(text) ? " " : ""}`;
      ended = null;
    }
    text += glyph.text;
  }
  return text;
}

/** Nothing where the text itself says the address. */
export function addressBehind(text: string, address: string): string {
  const bare = (word: string) =>
    word
      .replace(/^(mailto:|tel:|https?:\/\/)/i, "")
      .replace(/\/$/, "")
      .replace(/\s+/g, "")
      .toLowerCase();
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
  return letters.filter(({ text }) => isRightToLeft(text)).length / Math.max(1, letters.length);
}

/** Ligatures, joined Arabic letters and radicals as the letters that people type. */
function normalize(text: string): string {
  return text.replace(/[\uFB00-\uFDFF\uFE70-\uFEFC\u2E80-\u2FDF\uF900-\uFAFF]/gu, (one) => one.normalize("NFKC"));
}
