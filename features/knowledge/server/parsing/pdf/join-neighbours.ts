import type { Rectangle } from "./annotations.ts";
import type { Piece } from "./pieces.ts";
import { isParted, uprightsBeside } from "./uprights.ts";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Joins what is drawn in several goes and belongs together: raised and lowered characters, and lines drawn word by word. */
export function joinNeighbours(pieces: readonly Piece[], rulings: readonly Rectangle[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (before && adjoins(before, piece) && !isParted(before.u1, piece.u0, uprightsBeside(before, rulings)))
      joined[joined.length - 1] = join(before, piece);
    else joined.push(piece);
  }
  return joined;
}

function adjoins(before: Piece, piece: Piece): boolean {
  if (before.turn !== piece.turn || before.turn === null || before.isRightToLeft || piece.isRightToLeft) return false;
  const size = Math.max(before.size, piece.size);
  const gap = piece.u0 - before.u1;
  if (gap < -0.3 * size || gap > 0.4 * size) return false;
  const shared = Math.min(before.v1, piece.v1) - Math.max(before.v0, piece.v0);
  return shared > 0.4 * Math.min(before.v1 - before.v0, piece.v1 - piece.v0);
}

function join(before: Piece, piece: Piece): Piece {
  // An initial or a footnote's number is set in a size of its own.
  const main = piece.text.length > before.text.length ? piece : before;
  return {
    ...main,
    text: `${before.text}${between(before, piece)}${isRaised(before, piece) ? raise(piece.text) : piece.text}`,
    u0: Math.min(before.u0, piece.u0),
    u1: Math.max(before.u1, piece.u1),
    v0: Math.min(before.v0, piece.v0),
    v1: Math.max(before.v1, piece.v1),
    box: {
      x0: Math.min(before.box.x0, piece.box.x0),
      x1: Math.max(before.box.x1, piece.box.x1),
      y0: Math.min(before.box.y0, piece.box.y0),
      y1: Math.max(before.box.y1, piece.box.y1),
    },
    opensLink: before.opensLink,
    endsLink: piece.endsLink,
  };
}

const isRaised = (before: Piece, piece: Piece) =>
  piece.size < before.size * 0.85 && piece.base - before.base > 0.2 * before.size && /^\d{1,3}$/.test(piece.text);

/** The number of a footnote is not part of the word before it, so that the word is found; a power is part of its number. */
function between(before: Piece, piece: Piece): string {
  if (isRaised(before, piece)) return /\p{L}{3}[.,;:]?$/u.test(before.text) ? " " : "";
  return piece.u0 - before.u1 > 0.15 * Math.max(before.size, piece.size) ? " " : "";
}

const raise = (text: string) => text.replace(/\d/g, (digit) => superscripts[Number(digit)]!);
