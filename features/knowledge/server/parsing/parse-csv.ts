import Papa from "papaparse";
import { tidy, type Block, type ParsedFile } from "./block.ts";
import { countedCsv } from "./counts/csv.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";
import { cellText, countsColumns, label } from "./tables.ts";

const delimiters = [",", ";", "\t", "|", "^", "~"];
const rowsLookedAt = 100;
/** By so many rows it is judged which signs quote and escape. */
const rowsJudged = 1_000;

/** Each row says its columns: `Name: Lamp; Price: 12`, so that a passage needs no header above it. */
export function parseCsv(text: string): ParsedFile {
  const rows = readRows(text.trimStart()).map((row) => row.map(plain));
  const tables = tablesOf(rows).map(readTable);
  return {
    title: null,
    blocks: tables.flatMap(({ blocks }) => blocks),
    counted: countedCsv(text),
    leftOut: tables.flatMap(({ unused }) => unused),
  };
}

function readTable(rows: string[][]): { blocks: Block[]; unused: string[] } {
  const width = usualWidth(rows);
  const titles: string[] = [];
  // Registers like to write above their columns what they are.
  while (rows.length > 2 && width > 1 && filled(rows[0]!) === 1 && filled(rows[1]!) > 0) titles.push(rows.shift()!.join(""));
  const blocks: Block[] = titles.map((title) => ({ kind: "text", text: title }));
  const [first = [], ...rest] = rows;
  const isNamed = rest.length === 0 || readsLikeNames(first, rest);
  const names = isNamed ? first : first.map((_, index) => `Column ${index + 1}`);
  for (const row of isNamed ? rest : rows) {
    const line = describe(row, names);
    if (line !== "") blocks.push({ kind: "row", text: line, ...(titles.length > 0 ? { lead: titles } : {}) });
  }
  if (isNamed && rest.length === 0 && first.length > 0) blocks.push({ kind: "row", text: first.filter(Boolean).join("; ") });
  const unused = isNamed && rest.length > 0 ? first.filter((_, column) => rest.every((row) => !row[column])) : [];
  return { blocks, unused };
}

/** Below an empty line another table may begin: one whose first row names figures that are below it. */
function tablesOf(rows: readonly string[][]): string[][][] {
  const tables: string[][][] = [];
  /** Since the last empty line. */
  let group: string[][] = [];
  let titles: string[][] = [];
  const close = () => {
    const isTitle = group.every((row) => filled(row) === 1) && group.length < 3;
    if (group.length > 0 && tables.length > 0 && isTitle) titles.push(...group);
    else if (group.length > 0) {
      const last = tables.at(-1);
      if (!last || (namesFigures(group) && last.some((row) => filled(row) > 1))) tables.push([...titles, ...group]);
      else last.push(...titles, ...group);
      titles = [];
    }
    group = [];
  };
  for (const row of rows)
    if (filled(row) === 0) close();
    else group.push(row);
  close();
  if (titles.length > 0) tables.at(-1)!.push(...titles);
  return tables;
}

function namesFigures([first = [], ...rest]: readonly string[][]): boolean {
  if (rest.length === 0 || filled(first) < 2 || !readsLikeNames(first, rest)) return false;
  const isFigure = (cell: string | undefined) => cell !== undefined && number.test(cell);
  return first.some((cell, column) => cell !== "" && !/\d/.test(cell) && rest.every((row) => isFigure(row[column])));
}

function readRows(text: string): string[][] {
  const said = /^"?sep=(.)"?[^\S\n]*\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const delimiter = said?.[1] ?? delimiterOf(body);
  const [best = waysToQuote[0]!] = waysToQuote
    .filter(({ isLikely }) => isLikely(body, delimiter))
    .map((way) => ({
      ...way,
      share: shareOfUsual(Papa.parse<string[]>(way.prepare(body), { delimiter, ...way.signs, preview: rowsJudged }).data),
    }))
    .toSorted((one, other) => other.share - one.share);
  const options = { delimiter, ...best.signs };
  const { data, errors } = Papa.parse<string[]>(best.prepare(body), options);
  // A mark for inches opens no cell: read so, it would swallow what follows.
  if (!errors.some(({ code }) => code === "MissingQuotes")) return data;
  return Papa.parse<string[]>(body, { delimiter, quoteChar: "\u0000" }).data.map((row) =>
    row.map((cell) => cell.replace(/^"(.*)"$/s, "$1")),
  );
}

type WayToQuote = { isLikely(text: string, delimiter: string): boolean; prepare(text: string): string; signs: Papa.ParseConfig };
const asItIs = (text: string) => text;
/** The first is what is agreed upon; the others count where more rows come to the same number of cells by them. */
const waysToQuote: readonly WayToQuote[] = [
  { isLikely: () => true, prepare: asItIs, signs: {} },
  { isLikely: (text) => text.includes('\\"'), prepare: asItIs, signs: { escapeChar: "\\" } },
  { isLikely: (text, delimiter) => text.includes(`${delimiter}'`) && !text.includes('"'), prepare: asItIs, signs: { quoteChar: "'" } },
  { isLikely: (text) => /[,;|] +"/.test(text), prepare: (text) => text.replace(/([,;|]) +"/g, '$1"'), signs: {} },
];

/** What cuts most rows into the same number of cells, however many lines are above them. */
function delimiterOf(text: string): string {
  const judged = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: "greedy", preview: rowsLookedAt });
    const width = usualWidth(data);
    return { delimiter, share: width < 2 ? 0 : shareOfUsual(data), width };
  });
  return judged.toSorted((one, other) => other.share - one.share || other.width - one.width)[0]!.delimiter;
}

function shareOfUsual(data: readonly string[][]): number {
  const rows = data.filter((row) => filled(row) > 0);
  const width = usualWidth(rows);
  return rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
}

function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows.slice(0, rowsLookedAt)) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].toSorted(([one, often], [other, less]) => less - often || other - one)[0]?.[0] ?? 0;
}

/** Shops export descriptions as HTML. */
function plain(cell: string): string {
  const isHtml = /<\/?(?:p|br|ul|ol|li|div|span|b|i|u|em|strong|h[1-6]|a|table|tr|td|img|hr|sup|sub|font)\b[^<>]*>/i.test(cell);
  if (!isHtml && !/&(?:#\d+|#x[\da-f]+|[a-z]\w{1,20});/i.test(cell)) return tidy(cell);
  return cellText({ blocks: htmlToBlocks(cell).blocks });
}

const filled = (row: readonly string[]) => row.filter((cell) => cell !== "").length;
const year = /^(?:19|20)\d\d(?:[/–-]\d{2,4})?$/;
const number = /^[^\p{L}]*\d[^\p{L}]*$/u;
/** Two cells of one shape are of one kind: `12 kg` and `3 kg`, not `24 h` and `17`. */
const shapeOf = (cell: string) => cell.replace(/[\d.,]+/g, "9").replace(/\p{L}+/gu, (word) => (word.length > 4 ? "a" : word));

/** Names may come twice and be years; what has the shape of the values below it is a value. */
function readsLikeNames(first: readonly string[], rest: readonly string[][]): boolean {
  if (filled(first) === 0 || first.some((cell) => cell.length > 100)) return false;
  // Sizes, hours, days of a month.
  if (countsColumns(first, rest.slice(0, rowsLookedAt))) return true;
  return !first.some((cell, column) => {
    if (!/\d/.test(cell) || year.test(cell)) return false;
    const below = rest.slice(0, rowsLookedAt).flatMap((row) => (row[column] ? [row[column]] : []));
    if (number.test(cell) && below.length === 0) return true;
    return below.filter((value) => shapeOf(value) === shapeOf(cell)).length * 2 > below.length;
  });
}

function describe(row: readonly string[], names: readonly string[]): string {
  return row
    .map((cell, index) => (cell === "" ? "" : names[index] ? label(names[index], cell) : cell))
    .filter(Boolean)
    .join("; ");
}
