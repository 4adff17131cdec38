import type { Annotations, Rectangle } from "./annotations.ts";
import { mostOf } from "./cells.ts";
import { turned } from "./glyph-lines.ts";
import { joinNeighbours } from "./join-neighbours.ts";
import { joinLines } from "./join-lines.ts";
import { addressBehind, type Piece } from "./pieces.ts";
import { turnRulings } from "./rulings.ts";
import { findTables, type Table, type Woven } from "./tables.ts";
import { rowTexts } from "./table-text.ts";
import { withoutWatermarks } from "./watermarks.ts";

/** A line of text, or a row of a table, in the order of reading. `x`, `y`, `right`: as it lies for who reads it. */
export type Line = {
  text: string;
  page: number;
  x: number;
  y: number;
  right: number;
  size: number;
  font: string;
  /** A block of its own: a row of a table, a note. */
  isRow: boolean;
  isTitle: boolean;
  isTop: boolean;
  isBottom: boolean;
  /** Where it is on the stored page. */
  boxes: Rectangle[];
  opensLink: string | null;
  endsLink: string | null;
};

/** The outer share of a page's height where running headers and footers are. */
const marginShare = 0.1;

type Page = { number: number; pieces: Piece[]; annotations: Annotations; rulings: Rectangle[]; frame: Rectangle };

/**
 * The lines of a page: first those that most of it is set in, then what is turned otherwise, each with its tables.
 * `leftOut`: what is printed across it.
 */
export function linesOfPage({ number, pieces, annotations, rulings, frame }: Page): { lines: Line[]; leftOut: string[] } {
  const joined = joinNeighbours(pieces);
  const kept = withoutWatermarks(joined);
  const lengths = new Map<number | null, number>();
  for (const { turn, text } of kept) lengths.set(turn, (lengths.get(turn) ?? 0) + text.length);
  const main = mostOf(lengths) ?? 0;
  const turns = [main, ...[...lengths.keys()].filter((turn) => turn !== main)];
  const lines = turns.flatMap((turn) => {
    const own = kept.filter((piece) => piece.turn === turn);
    const all = turn === main ? withAnnotations(own, annotations, turn) : own;
    const lines = linesInOrder(all, turn === null ? [] : rulings, turn).map((line) => ({ ...line, page: number }));
    return turn === main ? markOuter(lines, turned(frame, turn)) : lines;
  });
  return { lines, leftOut: joined.filter((piece) => !kept.includes(piece)).map(({ text }) => text) };
}

type LineOfTurn = Omit<Line, "page">;

function linesInOrder(drawn: readonly Piece[], rulings: readonly Rectangle[], turn: number | null): LineOfTurn[] {
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
      lines.push(...("rows" in region ? linesOfTable(region) : region.columns.flat().map(lineOf)));
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
  return { text, ...place, isRow: piece.isAside, isTitle: false, isTop: false, isBottom: false };
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
    endsLink: piece.endsLink,
  };
}

function linesOfTable({ rows }: Table): LineOfTurn[] {
  const cells = rows.map((row) =>
    row.map((pieces) => {
      const lines = pieces.toSorted((one, other) =>
        Math.abs(one.base - other.base) < one.size * 0.45 ? one.u0 - other.u0 : other.base - one.base,
      );
      const last = lines.at(-1)?.endsLink;
      const text = joinLines(lines, new Set());
      return {
        text: last ? `${text}${addressBehind(text, last)}` : text,
        isBold: lines.every(({ isBold }) => isBold),
        size: lines[0]?.size ?? 0,
      };
    }),
  );
  return rowTexts(cells).map(({ text, isTitle, index }) => {
    const pieces = rows[index]!.flat();
    const [first] = pieces;
    return {
      text,
      x: Math.min(...pieces.map(({ u0 }) => u0)),
      right: Math.max(...pieces.map(({ u1 }) => u1)),
      y: Math.max(...pieces.map(({ base }) => base)),
      size: first!.size,
      font: first!.font,
      boxes: pieces.map(({ box }) => box),
      isRow: true,
      isTitle,
      isTop: false,
      isBottom: false,
      opensLink: null,
      endsLink: null,
    };
  });
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
        const look = { size, font: "", isBold: false, turn, isRightToLeft: false, opensLink: null, endsLink: null, isAside };
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
function markOuter(lines: Line[], frame: { v0: number; v1: number }): Line[] {
  const heights = [...new Set(lines.map((line) => Math.round(line.y)))].toSorted((a, b) => a - b);
  const many = heights.length >= 6;
  const height = frame.v1 - frame.v0;
  const bottom = Math.max((many && heights[1]) || -Infinity, frame.v0 + height * marginShare);
  const top = Math.min((many && heights.at(-2)) || Infinity, frame.v1 - height * marginShare);
  return lines.map((line) => ({ ...line, isTop: Math.round(line.y) >= top, isBottom: Math.round(line.y) <= bottom }));
}
