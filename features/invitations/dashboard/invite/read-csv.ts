import Papa from "papaparse";
import { parseAddresses, type Address } from "./parse-addresses.ts";

/** What a CSV file holds: the column that was read, null without a head; and the numbers of the lines without an address. */
export type CsvAddresses = { addresses: Address[]; column: string | null; linesWithout: number[] };

/** Finds the column of addresses, by its head or by what is in it, whatever parts the cells, and reads it. */
export function readCsv(text: string): CsvAddresses {
  // Empty lines count in the numbers of lines, and would mislead it about what parts the cells.
  const { delimiter } = Papa.parse(text, { skipEmptyLines: "greedy", preview: 50 }).meta;
  const { data } = Papa.parse<string[]>(text, { delimiter });
  const rows = numbered(data).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  // One line of addresses, not of columns.
  if (rows.length < 2) return { addresses: parseAddresses(text), column: null, linesWithout: [] };
  const head = rows[0]?.cells.some(isAddress) ? [] : (rows[0]?.cells ?? []);
  const body = head.length > 0 ? rows.slice(1) : rows;
  const place = columnOf(head, body);
  const found = body.map(({ line, cells }) => ({ line, cell: cells[place] ?? "" }));
  return {
    addresses: found.filter(({ cell }) => isAddress(cell)).flatMap(({ cell }) => parseAddresses(cell)),
    column: head[place]?.trim() || null,
    linesWithout: found.filter(({ cell }) => !isAddress(cell)).map(({ line }) => line),
  };
}

const isAddress = (cell: string) => cell.includes("@");

type Row = { line: number; cells: string[] };

/** Rows with the line that each begins at; a cell in quotes may hold several. */
function numbered(rows: readonly string[][]): Row[] {
  let line = 1;
  return rows.map((cells) => {
    const row = { line, cells };
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return row;
  });
}

/** The fullest column whose head speaks of mail, else the fullest of all. */
function columnOf(head: readonly string[], body: readonly Row[]): number {
  const columns = Array.from({ length: Math.max(head.length, ...body.map(({ cells }) => cells.length)) }, (_, index) => ({
    index,
    count: body.filter(({ cells }) => isAddress(cells[index] ?? "")).length,
    isNamed: /mail/i.test(head[index] ?? ""),
  }));
  const filled = columns.filter(({ count }) => count > 0);
  const named = filled.filter(({ isNamed }) => isNamed);
  const [best] = (named.length > 0 ? named : filled).toSorted((a, b) => b.count - a.count);
  return (
    best?.index ??
    Math.max(
      0,
      columns.findIndex(({ isNamed }) => isNamed),
    )
  );
}
