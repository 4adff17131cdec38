import { hasText, tidy, type Block } from "./block.ts";

/** A cell as its reader found it: what is in it, and how far it reaches. */
export type Cell = { blocks: Block[]; isHeader?: boolean; isBold?: boolean; colspan?: number; rowspan?: number };
/** `isHeader`: the document itself says that the row names the columns. */
export type Row = { cells: Cell[]; isHeader?: boolean };

const columnsMax = 400;
/** By so many rows it is judged what the first one is. */
const rowsLookedAt = 100;
const nameMax = 60;
/** More than this in a cell is prose: the table arranges a page. */
const proseMax = 400;

type Place = { cell: Cell; text: string; isFirst: boolean };
type Line = { places: (Place | undefined)[]; isHeader: boolean };

/**
 * A table as rows that stand alone: each says its columns' names, cells that reach over several rows are in each, and a line
 * across the whole table introduces the rows below it. What only arranges a page is read cell by cell.
 */
export function tableToBlocks(rows: readonly Row[], caption = ""): Block[] {
  const lines = withoutEmptyColumns(layOut(rows)).filter(({ places }) => places.some((place) => place?.text));
  const width = widthOf(lines);
  const blocks: Block[] = hasText(caption) ? [{ kind: "text", text: caption }] : [];
  if (width <= 1 || isArrangement(lines)) return [...blocks, ...rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.blocks))];

  let title = caption;
  while (lines.length > 2 && isAlone(lines[0]!) && !lines[0]!.isHeader) {
    title = textsOf(lines.shift()!).join(" ");
    blocks.push({ kind: "text", text: title });
  }
  const headerRows = countHeaderRows(lines, width);
  const names = Array.from({ length: width }, (_, column) => nameOf(lines.slice(0, headerRows), column));
  let section = "";
  for (const line of lines.slice(headerRows)) {
    if (isAcross(line, width)) {
      section = textsOf(line).join(" ");
      blocks.push({ kind: "row", text: section });
      continue;
    }
    const text = headerRows > 0 ? withNames(line, names) : withoutNames(line, width);
    blocks.push({ kind: "row", text, ...(title || section ? { lead: [title, section].filter(Boolean) } : {}) });
  }
  // A head without a body is text itself.
  if (headerRows > 0 && headerRows === lines.length) for (const line of lines) blocks.push({ kind: "row", text: textsOf(line).join("; ") });
  return blocks;
}

/** What a cell says on one line. */
export function cellText({ blocks }: Cell): string {
  let text = "";
  for (const block of blocks) {
    const more = tidy(block.text);
    text += text === "" ? more : `${/[\p{P}]$/u.test(text) ? "" : ","} ${more}`;
  }
  return text;
}

/** Every cell at each place that it covers. */
function layOut(rows: readonly Row[]): Line[] {
  const lines: Line[] = rows.map(({ isHeader = false }) => ({ places: [], isHeader }));
  for (const [index, { cells }] of rows.entries()) {
    let column = 0;
    for (const cell of cells) {
      const { places } = lines[index]!;
      while (places[column]) column += 1;
      const text = cellText(cell);
      const right = Math.min(columnsMax, column + Math.max(1, Math.min(cell.colspan ?? 1, columnsMax)));
      const below = Math.min(rows.length, index + Math.max(1, cell.rowspan ?? 1));
      for (let row = index; row < below; row += 1)
        for (let at = column; at < right; at += 1) lines[row]!.places[at] ??= { cell, text, isFirst: row === index && at === column };
      column = right;
      if (column >= columnsMax) break;
    }
  }
  return lines;
}

function widthOf(lines: readonly Line[]): number {
  return lines.reduce((most, { places }) => Math.max(most, places.length), 0);
}

function withoutEmptyColumns(lines: Line[]): Line[] {
  const width = widthOf(lines);
  const filled = Array.from({ length: width }, (_, column) => lines.some(({ places }) => places[column]?.text));
  if (filled.every(Boolean)) return lines;
  return lines.map((line) => ({
    ...line,
    places: Array.from({ length: width }, (_, column) => line.places[column]).filter((_, column) => filled[column]),
  }));
}

/** A page laid out by a table: prose, headings or several paragraphs side by side, and nothing that says it is data. */
function isArrangement(lines: readonly Line[]): boolean {
  const cells = new Set(lines.flatMap(({ places }) => places.flatMap((place) => (place ? [place.cell] : []))));
  if (lines.some(({ isHeader }) => isHeader) || [...cells].some(({ isHeader }) => isHeader)) return false;
  const isProse = ({ blocks }: Cell) =>
    blocks.some(({ kind }) => kind === "heading") || blocks.length > 3 || blocks.reduce((sum, { text }) => sum + text.length, 0) > proseMax;
  const prose = [...cells].filter(isProse).length;
  return prose > 0 && (lines.length === 1 || prose * 3 >= cells.size);
}

/** One cell at the left says something, and no other. */
function isAlone({ places }: Line): boolean {
  return new Set(places.flatMap((place) => (place?.text ? [place.cell] : []))).size === 1 && Boolean(places[0]?.text);
}

/** One cell over the whole width, and no other. */
function isAcross({ places }: Line, width: number): boolean {
  const cells = new Set(places.map((place) => place?.cell));
  return cells.size === 1 && places.length === width && (places[0]?.cell.colspan ?? 1) > 1;
}

function textsOf({ places }: Line): string[] {
  return [...new Set(places.flatMap((place) => (place?.text ? [place] : [])).map(({ cell }) => cell))].map(cellText);
}

const year = /^(?:(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?|[QHWK]W?\s?\d{1,2}(?:[\s/-]+(?:19|20)?\d\d)?)$/i;
const value = /^[^\p{L}\d]*\d[\d.,:/'’\s–-]*(?:%|\p{Sc}|\p{L}{1,4}\.?)?[^\p{L}\d]*$/u;

/** Rows at the top that name the columns: those that say so, else the first one where it reads like names. */
function countHeaderRows(lines: readonly Line[], width: number): number {
  const says = ({ places, isHeader }: Line) => isHeader || places.every((place) => !place?.text || place.cell.isHeader);
  let count = 0;
  // A line across the table that only looks like names introduces what is below it.
  const introduces = (line: Line) => count > 0 && !line.isHeader && isAcross(line, width);
  while (count < Math.min(4, lines.length) && says(lines[count]!) && !introduces(lines[count]!)) count += 1;
  if (count > 0) return count;
  const [first, second] = lines;
  if (!first || !second) return 0;
  const isBold = ({ places }: Line) => places.every((place) => !place?.text || place.cell.isBold);
  const below = lines.slice(1, rowsLookedAt).map(({ places }) => places.map((place) => place?.text ?? ""));
  const own = first.places.map((place) => place?.text ?? "");
  if (countsColumns(own, below)) return 1;
  const reads = readsLikeNames(first);
  if (isBold(first) && !isBold(second) && reads) return 1;
  if (!reads) return 0;
  // Of two columns the first usually names what the second says, unless that is a number each time.
  if (width < 3) return namesNumbers(lines) ? 1 : 0;
  const groups = first.places.some((place) => (place?.cell.colspan ?? 1) > 1);
  return groups && lines.length > 2 && readsLikeNames(second) ? 2 : 1;
}

/** A name above figures of one kind, three or more: a column. */
function namesNumbers([first, ...rest]: readonly Line[]): boolean {
  const shapes = new Set(rest.map(({ places }) => (places[1]?.text ?? "").replace(/\d[\d.,]*/g, "9")));
  return (
    rest.length >= 3 &&
    shapes.size === 1 &&
    rest.every(({ places }) => value.test(places[1]?.text ?? "")) &&
    !value.test(first?.places[1]?.text ?? "")
  );
}

function readsLikeNames({ places }: Line): boolean {
  const [corner, ...texts] = places.map((place) => place?.text ?? "");
  const isName = (text: string) => text.length <= nameMax && (!value.test(text) || year.test(text));
  return isName(corner ?? "") && texts.length > 0 && texts.every((text) => text !== "" && isName(text));
}

const date = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/;

/**
 * Whether figures name columns: behind a name there are days, which no row below has, or three numbers or more that count on in equal
 * steps, as sizes, hours and days of a month do.
 */
export function countsColumns([name = "", ...cells]: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (!/\p{L}/u.test(name) || cells.length < 2 || below.length === 0) return false;
  if (cells.every((cell) => date.test(cell))) return !below.some((row) => row.slice(1).some((cell) => date.test(cell)));
  const step = stepOf(cells);
  return step === 1 || (step > 0 && !below.some((row) => stepOf(row.slice(1)) > 0));
}

function stepOf(cells: readonly string[]): number {
  const figures = cells.map((cell) => (/^\d{1,4}$/.test(cell) ? Number(cell) : Number.NaN));
  const step = (figures[1] ?? 0) - (figures[0] ?? 0);
  const isEven = figures.every((figure, at) => at === 0 || figure - (figures[at - 1] ?? 0) === step);
  return figures.length >= 3 && isEven ? Math.max(0, step) : 0;
}

function nameOf(head: readonly Line[], column: number): string {
  const cells = new Set(head.flatMap(({ places }) => places[column]?.cell ?? []));
  return [...new Set([...cells].map(cellText))].filter(Boolean).join(" ");
}

/** `Name: Lamp; Price: 12`. A cell over several columns has the names of all of them. */
function withNames({ places }: Line, names: readonly string[]): string {
  const columns = new Map<Cell, { text: string; names: Set<string> }>();
  for (const [column, place] of places.entries()) {
    if (!place?.text) continue;
    const known = columns.get(place.cell) ?? { text: place.text, names: new Set() };
    if (names[column]) known.names.add(names[column]);
    columns.set(place.cell, known);
  }
  return [...columns.values()].map(({ text, names: own }) => (own.size > 0 ? label([...own].join(", "), text) : text)).join("; ");
}

/** Facts: what stands first names what follows, where that is short. */
function withoutNames(line: Line, width: number): string {
  const [first = "", ...rest] = textsOf(line);
  const names = width === 2 || line.places[0]?.cell.isHeader || line.places[0]?.cell.isBold;
  if (rest.length === 0 || !names || first.length > 2 * nameMax) return [first, ...rest].filter(Boolean).join("; ");
  return label(first, rest.join("; "));
}

export function label(name: string, text: string): string {
  return /[:：?？]$/u.test(name) ? `${name} ${text}` : `${name}: ${text}`;
}
