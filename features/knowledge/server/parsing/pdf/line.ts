import type { Rectangle } from "./annotations.ts";
import type { Piece } from "./pieces.ts";
import type { Cell } from "./table-text.ts";
import type { Column } from "./tables.ts";

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
  /** What it is made of, where it is no row of a table. */
  pieces: Piece[];
  /** The table that this is a row of, as far as it is on this page, and which row of it. */
  part: TablePart | null;
  row: number;
};

export type LineOfTurn = Omit<Line, "page">;

/** A table as far as it is on one page. */
export type TablePart = { turn: number | null; columns: Column[]; rows: PartRow[] };
export type PartRow = Pick<Line, "x" | "right" | "y" | "size" | "font" | "boxes"> & { cells: Cell[] };
