import { joinLines } from "./join-lines.ts";
import type { Line, LineOfTurn, PartRow, TablePart } from "./line.ts";
import { addressBehind, type Piece } from "./pieces.ts";
import { headOf, rowTexts, type Cell } from "./table-text.ts";
import type { Column, Table } from "./tables.ts";

export function linesOfTable({ rows, columns }: Pick<Table, "rows" | "columns">, turn: number | null): LineOfTurn[] {
  return linesOfPart({ turn, columns, rows: rows.map(rowOf) });
}

function rowOf(cells: readonly Piece[][]): PartRow {
  const pieces = cells.flat();
  const { size, font } = pieces[0]!;
  return {
    cells: cells.map(cellOf),
    x: Math.min(...pieces.map(({ u0 }) => u0)),
    right: Math.max(...pieces.map(({ u1 }) => u1)),
    y: Math.max(...pieces.map(({ base }) => base)),
    size,
    font,
    boxes: pieces.map(({ box }) => box),
  };
}

function cellOf(pieces: readonly Piece[]): Cell {
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
}

/** Its rows as they are where the page says all of the table. */
function linesOfPart(part: TablePart): LineOfTurn[] {
  return rowTexts(part.rows.map(({ cells }) => cells)).map(({ text, isTitle, index }) => lineOf(part, index, text, isTitle));
}

function lineOf(part: TablePart, row: number, text: string, isTitle: boolean): LineOfTurn {
  const { cells: _cells, ...place } = part.rows[row]!;
  return { text, ...place, isRow: true, isTitle, isTop: false, isBottom: false, opensLink: null, endsLink: null, pieces: [], part, row };
}

/** Lines that follow each other: the rows of one part, or a line beside tables. */
type Group = { part: TablePart | null; lines: Line[] };

/** Below a table that continues, so many lines may be at the foot of its page, in smaller letters. */
const linesBelowMax = 3;
/** How far apart, in points, the edges of one column are on two pages. */
const reach = 4;

/** Tables that continue over several pages as one: what names the columns is on the first of them, and often on each. */
export function continueTables(lines: readonly Line[]): Line[] {
  const groups = groupsOf(withLoneRows(lines));
  const tables = new Map<Group, Group[]>();
  groups.forEach((group, index) => {
    if (!group.part) return;
    const before = groupBefore(groups, index);
    const table = before && tables.get(before);
    const own = table && continuesAs(table[0]!.part!, group.part) ? table : [];
    own.push(group);
    tables.set(group, own);
  });
  const said = new Map([...new Set(tables.values())].filter((table) => table.length > 1).flatMap(linesOfGroups));
  return groups.flatMap((group) => said.get(group) ?? group.lines);
}

/** A row that alone was left for the next page is none of a table by itself. */
function withLoneRows(lines: readonly Line[]): Line[] {
  let above: Line | undefined;
  return lines.map((line) => {
    const table = above?.part;
    const next = table && line.page === above!.page + 1 && isRowOf(table, line) ? asRow(line, table) : line;
    above = next;
    return next;
  });
}

function isRowOf({ columns, turn, rows }: TablePart, { pieces, part, size }: Line): boolean {
  return !part && pieces[0]?.turn === turn && size === rows.at(-1)!.size && areSameColumns(columns, pieces);
}

function asRow({ pieces, page }: Line, { turn, columns }: TablePart): Line {
  return { ...linesOfTable({ rows: [pieces.map((piece) => [piece])], columns }, turn)[0]!, page };
}

function groupsOf(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.part && last.part === line.part) last.lines.push(line);
    else groups.push({ part: line.part, lines: [line] });
  }
  return groups;
}

/** The part of a table that ends the page before the one that this part begins. */
function groupBefore(groups: readonly Group[], index: number): Group | null {
  const [first] = groups[index]!.lines;
  const above = groups.slice(Math.max(0, index - 1 - linesBelowMax), index);
  const before = above.findLast(({ part, lines }) => part || !lines.every(({ isBottom, size }) => isBottom && size < first!.size));
  return before?.part && before.lines[0]!.page === first!.page - 1 ? before : null;
}

function continuesAs(first: TablePart, next: TablePart): boolean {
  if (first.turn !== next.turn) return false;
  const head = headOf(first.rows.map(({ cells }) => cells));
  if (!head && first.rows.length > 1) return false;
  if (repeatedHead(first.rows, next.rows)) return true;
  if (!areSameColumns(first.columns, next.columns)) return false;
  const own = headOf(next.rows.map(({ cells }) => cells));
  return own === null || own.by === "words" || (head?.by === "look" && own.by !== "look");
}

function areSameColumns(columns: readonly Column[], next: readonly Column[]): boolean {
  if (columns.length !== next.length) return false;
  const meet = (one: Column, other: Column) => one.u0 < other.u1 && one.u1 > other.u0;
  const areAligned = ({ u0, u1 }: Column, other: Column) =>
    [u0 - other.u0, u1 - other.u1, (u0 + u1 - other.u0 - other.u1) / 2].some((distance) => Math.abs(distance) <= reach);
  const areMet = columns.every((column, index) => next.every((other, place) => meet(column, other) === (index === place)));
  return areMet && columns.filter((column, index) => areAligned(column, next[index]!)).length * 2 >= columns.length;
}

/** Which rows at the top of a part say once more what the first part began with, whatever is above them. */
function repeatedHead(first: readonly PartRow[], next: readonly PartRow[]): { from: number; to: number } | null {
  const names = first.findIndex(({ cells }) => cells.filter(({ text }) => text !== "").length > 1);
  const heads = first.slice(0, names + 1).map(saidBy);
  for (const from of [0, 1]) {
    const place = next[from] ? heads.indexOf(saidBy(next[from])) : -1;
    if (place < 0) continue;
    let to = from;
    while (next[to] && first[place + to - from] && saidBy(next[to]!) === saidBy(first[place + to - from]!)) to += 1;
    return place + to - from > names ? { from, to } : null;
  }
  return null;
}

const saidBy = ({ cells }: PartRow) => JSON.stringify(cells.map(({ text }) => text));

function linesOfGroups(groups: Group[]): [Group, Line[]][] {
  const first = groups[0]!.part!.rows;
  const rows = groups.flatMap((group) => {
    const part = group.part!;
    const head = group === groups[0] ? null : repeatedHead(first, part.rows);
    // What was taken for the head or foot of a page is none of the table's.
    const left = new Set(group.lines.map(({ row }) => row));
    const dropped = new Set(linesOfPart(part).flatMap(({ row }) => (left.has(row) ? [] : [row])));
    const kept = part.rows.map((_, row) => row).filter((row) => !dropped.has(row) && !(head && row >= head.from && row < head.to));
    return kept.map((row) => ({ group, part, row, cells: part.rows[row]!.cells }));
  });
  const said = new Map<Group, Line[]>(groups.map((group) => [group, []]));
  for (const { text, isTitle, index } of rowTexts(rows.map(({ cells }) => cells))) {
    const { group, part, row } = rows[index]!;
    said.get(group)!.push({ ...lineOf(part, row, text, isTitle), page: group.lines[0]!.page });
  }
  return [...said];
}
