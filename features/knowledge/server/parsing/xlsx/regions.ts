import type { Cell, Row } from "../tables.ts";
import { rangeOf, type Sheet } from "./read-sheet.ts";

/** A table that the sheet itself knows: how many rows at its top name the columns. */
export type HeaderRange = { ref: string; rows: number };

const wideMax = 400;

/** The tables of a sheet: rows that follow one another without an empty one between them. */
export function regionsOf(sheet: Sheet, headers: readonly HeaderRange[]): Row[][] {
  const numbers = [...sheet.rows.keys()].toSorted((one, other) => one - other);
  const regions: number[][] = [];
  let reach = -2;
  for (const row of numbers) {
    if (row > reach + 1) regions.push([]);
    regions.at(-1)!.push(row);
    reach = Math.max(
      reach,
      row,
      ...[...sheet.rows.get(row)!.values()].slice(0, wideMax).map(({ rowspan }) => row + Math.min(rowspan, 1_000) - 1),
    );
  }
  const isHeader = headerRows(sheet, headers);
  return regions.map((rows) => rows.map((row) => ({ isHeader: isHeader(row), cells: cellsOf(sheet, row, rows.at(-1)! - row + 1) })));
}

/** Each cell at its column: what is empty between them holds its place. */
function cellsOf(sheet: Sheet, row: number, below: number): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  const taken = (column: number) => isCovered(sheet, row, column);
  for (const [column, { text, colspan, rowspan }] of [...sheet.rows.get(row)!].toSorted(([one], [other]) => one - other)) {
    for (; at < column && cells.length < wideMax; at += 1) if (!taken(at)) cells.push({ blocks: [] });
    cells.push({ blocks: [{ kind: "text", text }], colspan, rowspan: Math.min(rowspan, below) });
    at = column + colspan;
  }
  return cells;
}

/** Whether a merged cell of a row above reaches here. */
function isCovered(sheet: Sheet, row: number, column: number): boolean {
  return (
    coversOf(sheet)
      .get(row)
      ?.some(([left, right]) => column >= left && column <= right) ?? false
  );
}

type Covers = Map<number, [left: number, right: number][]>;
const covers = new WeakMap<Sheet, Covers>();

/** By row, the columns that merged cells of rows above reach over. A sheet can have tens of thousands of them. */
function coversOf(sheet: Sheet): Covers {
  const known = covers.get(sheet);
  if (known) return known;
  const found: Covers = new Map();
  covers.set(sheet, found);
  const numbers = [...sheet.rows.keys()].toSorted((one, other) => one - other);
  const places = new Map(numbers.map((row, place) => [row, place]));
  for (const [row, cells] of sheet.rows)
    for (const [column, { colspan, rowspan }] of cells) {
      if (rowspan < 2) continue;
      for (let place = places.get(row)! + 1; place < numbers.length && numbers[place]! < row + rowspan; place += 1) {
        const below = numbers[place]!;
        const ranges = found.get(below) ?? [];
        ranges.push([column, column + colspan - 1]);
        found.set(below, ranges);
      }
    }
  return found;
}

function headerRows(sheet: Sheet, headers: readonly HeaderRange[]): (row: number) => boolean {
  const ranges = headers.map(({ ref, rows }) => ({ ...rangeOf(ref), rows }));
  const filter = sheet.filter ? rangeOf(sheet.filter).top : -1;
  return (row) => ranges.some(({ top, rows }) => row >= top && row < top + rows) || row === filter;
}
