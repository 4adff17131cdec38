import { mostOf } from "./cells.ts";
import type { Piece } from "./pieces.ts";

/** In sizes of the running text: what is printed across a page is set large. */
const [acrossMin, overMin] = [1.6, 2];

/** Without what is printed across a page or over its text, such as "Draft": unless the page holds nothing else. */
export function withoutWatermarks(pieces: readonly Piece[]): Piece[] {
  const sizes = new Map<number, number>();
  for (const { turn, size, text } of pieces) if (turn !== null) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  const body = mostOf(sizes);
  if (body === undefined) return [...pieces];
  const small = pieces.filter(({ turn, size }) => turn !== null && size < overMin * body);
  return pieces.filter((piece) => {
    if (piece.turn === null) return piece.size < acrossMin * body;
    return piece.size < overMin * body || !liesOver(piece, small);
  });
}

/** Whether at least one line of text is printed over it: headings keep clear of what is around them. */
function liesOver({ box }: Piece, others: readonly Piece[]): boolean {
  return others.some(({ box: other }) => {
    const wide = Math.min(box.x1, other.x1) - Math.max(box.x0, other.x0);
    const high = Math.min(box.y1, other.y1) - Math.max(box.y0, other.y0);
    return (
      wide > 0 &&
      high > 0 &&
      wide * high > 0.5 * (other.x1 - other.x0) * (other.y1 - other.y0) &&
      middleOf(other) > box.y0 + (box.y1 - box.y0) * 0.2
    );
  });
}

const middleOf = (box: Piece["box"]) => (box.y0 + box.y1) / 2;
