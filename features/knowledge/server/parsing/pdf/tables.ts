import type { Piece } from "./pieces.ts";
import type { Rulings } from "./rulings.ts";

/** A table: its rows from the top, in each the pieces of every column, and where these are. `members`: all pieces that are in it. */
export type Table = { rows: Piece[][][]; columns: Column[]; members: Set<Piece> };
export type Column = { u0: number; u1: number };
/** Columns of text that are drawn line by line across the page; each is read to its end. */
export type Woven = { columns: Piece[][]; members: Set<Piece> };

/** How far apart, in points, two drawn lines are taken for one. */
const reach = 3;
const columnsMax = 40;
/** In widths of the font's size, how far apart the lines of one cell are at most. */
const lineMax = 1.4;
const piecesMax = 4_000;

/** The tables among the pieces of one turn on a page: those with drawn cells, then those whose columns line up. */
export function findTables(pieces: readonly Piece[], rulings: Rulings): { tables: Table[]; woven: Woven[] } {
  if (pieces.length > piecesMax) return { tables: [], woven: [] };
  const tables = ruledTables(pieces, rulings);
  const taken = new Set(tables.flatMap(({ members }) => [...members]));
  const free = pieces.filter((piece) => !taken.has(piece));
  const woven: Woven[] = [];
  for (const region of alignedRegions(free)) {
    const kind = kindOfRegion(region);
    const members = new Set(region.rows.flat());
    if (kind === "table") tables.push({ rows: toRows(region), columns: region.columns, members });
    if (kind === "woven") woven.push({ columns: columnsOf(region), members });
  }
  return { tables, woven };
}

function ruledTables(pieces: readonly Piece[], { vertical, horizontal }: Rulings): Table[] {
  const tables: Table[] = [];
  for (const group of connected(vertical, horizontal)) {
    const us = distinct(group.vertical.map(({ at }) => at));
    const vs = distinct(group.horizontal.map(({ at }) => at)).toReversed();
    if (us.length < 3 || vs.length < 2 || us.length > columnsMax) continue;
    const rows: Piece[][][] = Array.from({ length: vs.length - 1 }, () => Array.from({ length: us.length - 1 }, () => []));
    const members = new Set<Piece>();
    for (const piece of pieces) {
      const v = (piece.v0 + piece.v1) / 2;
      const row = vs.findIndex((top, index) => v <= top + 1 && v > (vs[index + 1] ?? Infinity));
      const column = us.findIndex((left, index) => piece.u0 >= left - reach && piece.u0 < (us[index + 1] ?? -Infinity) - reach / 2);
      if (row < 0 || column < 0) continue;
      rows[row]![column]!.push(piece);
      members.add(piece);
    }
    const filled = rows.filter((row) => row.some((cell) => cell.length > 0));
    const columns = us.slice(1).filter((_, column) => filled.some((row) => row[column]!.length > 0)).length;
    if (columns < 2 || members.size < 2) continue;
    tables.push({ rows: filled, columns: us.slice(1).map((u1, index) => ({ u0: us[index]!, u1 })), members });
  }
  return tables;
}

/** Groups of drawn lines that touch each other. */
function connected(vertical: Rulings["vertical"], horizontal: Rulings["horizontal"]): Rulings[] {
  const groups: Rulings[] = [];
  const left = new Set(horizontal);
  const open = new Set(vertical);
  for (const start of vertical) {
    if (!open.delete(start)) continue;
    const group: Rulings = { vertical: [start], horizontal: [] };
    for (let index = 0; index < group.vertical.length; index += 1) {
      const upright = group.vertical[index]!;
      for (const level of left) {
        if (!touch(upright, level)) continue;
        left.delete(level);
        group.horizontal.push(level);
        for (const other of open)
          if (touch(other, level)) {
            open.delete(other);
            group.vertical.push(other);
          }
      }
    }
    groups.push(group);
  }
  return groups;
}

type Ruling = Rulings["vertical"][number];

function touch(upright: Ruling, level: Ruling): boolean {
  return (
    upright.at >= level.from - reach && upright.at <= level.to + reach && level.at >= upright.from - reach && level.at <= upright.to + reach
  );
}

function distinct(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value - sorted[index - 1]! > reach);
}

type Region = { rows: Piece[][]; columns: Column[]; order: Map<Piece, number> };

/** Rows that follow each other, with several pieces each in the same columns. */
function alignedRegions(pieces: readonly Piece[]): Region[] {
  const order = new Map(pieces.map((piece, index) => [piece, index]));
  const regions: Region[] = [];
  let open: Region | null = null;
  const close = () => {
    if (open) {
      // A piece below the first column alone belongs to the text that follows.
      while (open.rows.at(-1)?.length === 1 && open.rows.at(-1)![0]!.u0 < open.columns[0]!.u1) open.rows.pop();
      if (open.rows.filter((row) => row.length > 1).length >= 2) regions.push({ ...open, columns: underHead(open) });
    }
    open = null;
  };
  const all = visualRows(pieces);
  for (const [index, row] of all.entries()) {
    const above = open?.rows.at(-1);
    const near = above && above[0]!.base - row[0]!.base < 3.2 * Math.max(above[0]!.size, row[0]!.size);
    if (open && !near) close();
    const columns: Region["columns"] | null = open ? (joinColumns(open.columns, row) ?? joinColumns(underHead(open), row)) : null;
    // A single piece belongs to the row above where it continues one cell of it, and to the one below where it begins one.
    if (open && columns && (row.length > 1 || above![0]!.base - row[0]!.base < 1.6 * row[0]!.size || beginsRow(all, index))) {
      open.rows.push(row);
      open.columns = columns;
      continue;
    }
    close();
    if (row.length > 1 || beginsRow(all, index)) open = { rows: [row], columns: row.map(({ u0, u1 }) => ({ u0, u1 })), order };
  }
  close();
  return regions;
}

/** Whether this is a line of a cell that begins above the others of its row, as it does where they are set in the middle of it. */
function beginsRow(rows: readonly Piece[][], index: number): boolean {
  const first = rows[index]![0]!;
  for (let at = index; rows[at]?.length === 1; at += 1) {
    const [piece, next] = [rows[at]![0]!, rows[at + 1]];
    if (!next || !isSamePlace(first, piece) || piece.base - next[0]!.base >= lineMax * piece.size) return false;
    if (next.length > 1) return next[0]!.u1 < first.u0;
  }
  return false;
}

const isSamePlace = (one: Piece, other: Piece) => Math.abs(one.u0 - other.u0) < one.size;

/** Null where a piece would make one of two columns that the others tell apart. */
function joinColumns(columns: Region["columns"], row: readonly Piece[]): Region["columns"] | null {
  const joined = columns.map((column) => ({ ...column }));
  for (const { u0, u1 } of row) {
    const met = joined.filter((column) => column.u0 < u1 && column.u1 > u0);
    if (met.length > 1) return null;
    const [column] = met;
    if (!column) joined.push({ u0, u1 });
    else Object.assign(column, { u0: Math.min(column.u0, u0), u1: Math.max(column.u1, u1) });
  }
  joined.sort((one, other) => one.u0 - other.u0);
  const apart = joined.every((column, index) => index === 0 || column.u0 - joined[index - 1]!.u1 > 1);
  return apart && joined.length <= columnsMax ? joined : null;
}

/** The columns, where a name is set in the middle above cells that are narrower and begin further left or right. */
function underHead({ rows: [head = [], ...rows], columns }: Region): Column[] {
  const used = columns.filter((column) => rows.some((row) => row.some(({ u0, u1 }) => column.u0 < u1 && column.u1 > u0)));
  if (used.length === columns.length || used.length !== head.length) return columns;
  const joined = used.map(({ u0, u1 }, index) => ({ u0: Math.min(u0, head[index]!.u0), u1: Math.max(u1, head[index]!.u1) }));
  return joined.every(({ u0 }, index) => index === 0 || u0 > joined[index - 1]!.u1) ? joined : columns;
}

/** Pieces side by side make a row; rows from the top, each from the left. */
function visualRows(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.base - one.base)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.base - piece.base < 0.45 * Math.max(first.size, piece.size)) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.toSorted((one, other) => one.u0 - other.u0));
}

/** Columns of text are drawn one after the other, or hold sentences in each; a table is drawn row by row, or holds words. */
function kindOfRegion({ rows, columns, order }: Region): "table" | "woven" | "text" {
  if (columns.length < 2) return "text";
  const members = rows.flat();
  const columnOf = (piece: Piece) => columns.findIndex(({ u0, u1 }) => piece.u0 < u1 && piece.u1 > u0);
  const inOrder = members.toSorted((one, other) => order.get(one)! - order.get(other)!);
  const changes = inOrder.filter((piece, index) => index > 0 && columnOf(piece) !== columnOf(inOrder[index - 1]!)).length;
  const isDownwards = changes <= columns.length * 1.5 && rows.length > 2;
  const wordsIn = columns.map((_, column) => {
    const cells = members.filter((piece) => columnOf(piece) === column);
    return cells.reduce((sum, { text }) => sum + lengthOf(text), 0) / Math.max(1, cells.length);
  });
  const sentences = wordsIn.every((words) => words >= 4) && rows.length >= 3 && continuing(rows, columnOf, columns.length);
  if (isDownwards) return wordsIn.every((words) => words < 3.5) && wordsIn.some((words) => words < 2.5) && isGrid(rows) ? "table" : "text";
  return sentences ? "woven" : "table";
}

/** In words, of which a script without spaces has one for every two characters. */
function lengthOf(text: string): number {
  const unspaced = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
  return unspaced / 2 + text.split(/\s+/).filter((word) => !/^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{P}]+$/u.test(word)).length;
}

/** Whether lines run on from one row to the next in at least half of all cells, as in a text and not in a table. */
function continuing(rows: readonly Piece[][], columnOf: (piece: Piece) => number, columns: number): boolean {
  let [open, all] = [0, 0];
  for (let column = 0; column < columns; column += 1) {
    const cells = rows.flatMap((row) => row.filter((piece) => columnOf(piece) === column));
    cells.slice(1).forEach((cell, index) => {
      all += 1;
      if (/^[\p{Ll}\p{Lo}]/u.test(cell.text) || !/[.!?:;。]$/u.test(cells[index]!.text)) open += 1;
    });
  }
  return open >= all * 0.6;
}

/** Whether most rows have a piece in most columns. */
function isGrid(rows: readonly Piece[][]): boolean {
  return rows.filter((row) => row.length > 1).length >= rows.length * 0.8;
}

/** The pieces of each row by column. A row with nothing in its first column continues the one above. */
function toRows(region: Region): Piece[][][] {
  const { columns } = region;
  const cells: Piece[][][] = [];
  let above: Piece[] | null = null;
  for (const row of withWholeRows(region)) {
    const byColumn = columns.map(({ u0, u1 }) => row.filter((piece) => piece.u0 < u1 && piece.u1 > u0));
    const last = cells.at(-1);
    const close = above && above[0]!.base - row[0]!.base < 1.45 * row[0]!.size;
    const continues =
      last && close && byColumn[0]!.length === 0 && byColumn.every((cell, index) => cell.length === 0 || last[index]!.length > 0);
    if (continues) byColumn.forEach((cell, index) => last[index]!.push(...cell));
    else cells.push(byColumn);
    above = row;
  }
  return cells;
}

/** Lines that are as near as those of one cell, of which one alone begins a row, are that row. */
function withWholeRows({ rows, columns }: Region): Piece[][] {
  const groups: Piece[][][] = [];
  for (const row of rows) {
    const above = groups.at(-1)?.at(-1);
    if (above && above[0]!.base - row[0]!.base < lineMax * row[0]!.size) groups.at(-1)!.push(row);
    else groups.push([row]);
  }
  const begins = (row: readonly Piece[]) => row.some(({ u0, u1 }) => u0 < columns[0]!.u1 && u1 > columns[0]!.u0);
  return groups.flatMap((group) => (group.length > 1 && !begins(group[0]!) && group.filter(begins).length === 1 ? [group.flat()] : group));
}

function columnsOf({ rows, columns }: Region): Piece[][] {
  return columns.map(({ u0, u1 }) => rows.flatMap((row) => row.filter((piece) => piece.u0 < u1 && piece.u1 > u0)));
}
