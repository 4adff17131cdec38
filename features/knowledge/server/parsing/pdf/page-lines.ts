import type { Annotations, Rectangle } from "./annotations.ts";
import { withBullets } from "./bullets.ts";
import { mostOf } from "./cells.ts";
import { turned } from "./glyph-lines.ts";
import { joinNeighbours } from "./join-neighbours.ts";
import type { Line, LineOfTurn } from "./line.ts";
import { addressBehind, type Piece } from "./pieces.ts";
import { turnRulings } from "./rulings.ts";
import { findTables, type Table, type Woven } from "./tables.ts";
import { linesOfTable } from "./table-parts.ts";
import { inColumnOrder } from "./vertical.ts";
import { withoutWatermarks } from "./watermarks.ts";

/** The outer share of a page's height where running headers and footers are. */
const marginShare = 0.1;

type Page = {
  number: number;
  pieces: Piece[];
  annotations: Annotations;
  rulings: Rectangle[];
  bullets: Rectangle[];
  frame: Rectangle;
};

/**
 * The lines of a page: first those that most of it is set in, then what is turned otherwise, each with its tables.
 * `leftOut`: what is printed across it.
 */
export function linesOfPage({ number, pieces, annotations, rulings, bullets, frame }: Page): { lines: Line[]; leftOut: string[] } {
  const joined = joinNeighbours(pieces, rulings);
  const kept = withoutWatermarks(joined);
  const main = mainTurn(kept);
  const blocks = blocksOf(kept);
  const noted = blocks.find((block) => block.some((piece) => isLevel(piece, main))) ?? blocks.find(([piece]) => !piece?.isVertical);
  const lines = blocks.flatMap((block) => {
    const level = block.filter((piece) => isLevel(piece, main));
    const others = Map.groupBy(
      block.filter((piece) => !isLevel(piece, main)),
      ({ turn }) => turn,
    );
    const first = linesInOrder(block === noted ? withAnnotations(level, annotations, main) : level, rulings, main);
    return [
      ...markOuter(withBullets(first, bullets, main), turned(frame, main)),
      ...[...others].flatMap(([turn, own]) => linesInOrder(own, turn === null ? [] : rulings, turn)),
    ];
  });
  const leftOut = joined.filter((piece) => !kept.includes(piece)).map(({ text }) => text);
  return { lines: lines.map((line) => ({ ...line, page: number })), leftOut };
}

/** The way in which most of a page is set, apart from what is set downwards. */
function mainTurn(pieces: readonly Piece[]): number | null {
  const lengths = new Map<number | null, number>();
  for (const { turn, text, isVertical } of pieces) if (!isVertical) lengths.set(turn, (lengths.get(turn) ?? 0) + text.length);
  return mostOf(lengths) ?? 0;
}

const isLevel = ({ turn, isVertical }: Piece, main: number | null) => turn === main && !isVertical;

/** What is set downwards is read where it is drawn, between what is not. */
function blocksOf(pieces: readonly Piece[]): Piece[][] {
  const blocks: Piece[][] = [[]];
  for (const piece of pieces) {
    const last = blocks.at(-1)!;
    if (last[0] && last[0].isVertical !== piece.isVertical) blocks.push([piece]);
    else last.push(piece);
  }
  return blocks[0]![0]?.isVertical ? [[], ...blocks] : blocks;
}

function linesInOrder(drawn: readonly Piece[], rulings: readonly Rectangle[], turn: number | null): LineOfTurn[] {
  if (drawn[0]?.isVertical) return inColumnOrder(drawn).map(lineOf);
  const pieces = inReadingOrder(drawn);
  const inLine = pieces.filter(({ isAside }) => !isAside);
  const { tables, woven } = turn === null ? { tables: [], woven: [] } : findTables(inLine, turnRulings(rulings, turn));
  const regionOf = new Map<Piece, Table | Woven>();
  for (const region of [...tables, ...woven]) for (const piece of region.members) regionOf.set(piece, region);
  const lines: LineOfTurn[] = [];
  const done = new Set<Table | Woven>();
  for (const piece of pieces) {
    const region = regionOf.get(piece);
    if (!region) {
      const before = lines.at(-1);
      if (before && !before.isRow && isBeside(before, piece)) lines[lines.length - 1] = extend(before, piece);
      else lines.push(lineOf(piece));
    } else if (!done.has(region)) {
      done.add(region);
      lines.push(...("rows" in region ? linesOfTable(region, turn) : region.columns.flat().map(lineOf)));
    }
  }
  return lines.map((line) => ({ ...line, isRow: line.isRow || line.isTitle }));
}

/** As the page draws it, unless it mostly draws upwards. */
function inReadingOrder(pieces: readonly Piece[]): readonly Piece[] {
  let [up, all] = [0, 0];
  pieces.slice(1).forEach((piece, index) => {
    const before = pieces[index]!;
    if (piece.u0 > before.u1 || piece.u1 < before.u0) return;
    all += 1;
    if (piece.base > before.base + before.size * 0.5) up += 1;
  });
  if (all < 2 || up <= all / 2) return pieces;
  return pieces.toSorted((one, other) => (Math.abs(one.base - other.base) < one.size * 0.45 ? one.u0 - other.u0 : other.base - one.base));
}

function isBeside(line: LineOfTurn, piece: Piece): boolean {
  return (
    Math.abs(line.y - piece.base) < 0.45 * Math.max(line.size, piece.size) && (piece.u0 >= line.right - piece.size || piece.isRightToLeft)
  );
}

function lineOf(piece: Piece): LineOfTurn {
  const { text, base, u0, u1, size, font, box, opensLink, endsLink } = piece;
  const place = { x: u0, y: base, right: u1, size, font, boxes: [box], opensLink, endsLink };
  return { text, ...place, isRow: piece.isAside, isTitle: false, isTop: false, isBottom: false, pieces: [piece], part: null, row: 0 };
}

/** Pieces side by side with a wide gap between them, outside of a table, make one line. */
function extend(line: LineOfTurn, piece: Piece): LineOfTurn {
  const link = line.endsLink && line.endsLink !== piece.opensLink ? addressBehind(line.text, line.endsLink) : "";
  return {
    ...line,
    text: `${line.text}${link} ${piece.text}`,
    x: Math.min(line.x, piece.u0),
    right: Math.max(line.right, piece.u1),
    boxes: [...line.boxes, piece.box],
    pieces: [...line.pieces, piece],
    endsLink: piece.endsLink,
  };
}

/** Adds the values of fields and the notes at their places: after what is to the left of them, or after what is above them. */
function withAnnotations(pieces: readonly Piece[], { texts }: Annotations, turn: number | null): Piece[] {
  const all = [...pieces];
  const sizes = new Map<number, number>();
  for (const { size, text } of pieces) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  const size = mostOf(sizes) ?? 10;
  const said = new Set(pieces.map(({ text }) => text));
  for (const { text, isNote, isAside, ...box } of texts) {
    const lines = text.split(/[\r\n]+/).map((line) => line.trim());
    lines
      .filter((line) => line !== "" && !(isNote && said.has(line)))
      .forEach((line, index) => {
        const place = turned(box, turn);
        const height = place.v1 - place.v0;
        const base =
          height > 2.5 * size
            ? place.v1 - size * 1.2 * (index + 1)
            : place.v0 + Math.max(0, (height - size) / 2) + 0.2 * size - index * size * 1.2;
        const look = {
          size,
          font: "",
          isBold: false,
          turn,
          isRightToLeft: false,
          isVertical: false,
          opensLink: null,
          endsLink: null,
          isAside,
        };
        all.splice(placeFor(all, { u0: place.u0, base, size }), 0, {
          text: line,
          ...place,
          v0: base - size * 0.2,
          v1: base + size * 0.8,
          base,
          box,
          ...look,
        });
      });
  }
  return all;
}

function placeFor(pieces: readonly Piece[], { u0, base, size }: Pick<Piece, "u0" | "base" | "size">): number {
  let beside = -1;
  let above = -1;
  pieces.forEach((piece, index) => {
    if (Math.abs(piece.base - base) < 0.6 * size) {
      if (piece.u0 <= u0 && (beside < 0 || piece.u0 >= pieces[beside]!.u0)) beside = index;
    } else if (piece.base > base && (above < 0 || piece.base <= pieces[above]!.base)) above = index;
  });
  return (beside >= 0 ? beside : above) + 1;
}

/** What is in the margins of a page, and the outermost two lines at either end of a full one. */
function markOuter(lines: LineOfTurn[], frame: { v0: number; v1: number }): LineOfTurn[] {
  const heights = [...new Set(lines.map((line) => Math.round(line.y)))].toSorted((a, b) => a - b);
  const many = heights.length >= 6;
  const height = frame.v1 - frame.v0;
  const bottom = Math.max((many && heights[1]) || -Infinity, frame.v0 + height * marginShare);
  const top = Math.min((many && heights.at(-2)) || Infinity, frame.v1 - height * marginShare);
  return lines.map((line) => ({ ...line, isTop: Math.round(line.y) >= top, isBottom: Math.round(line.y) <= bottom }));
}
