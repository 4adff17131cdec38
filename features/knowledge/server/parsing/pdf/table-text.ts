/** A cell as text, and how it is set. */
export type Cell = { text: string; isBold: boolean; size: number };
/** A row as a sentence of its own, or a title above the columns. `index`: which row of the table it is. */
export type RowText = { text: string; isTitle: boolean; index: number };

const nameLengthMax = 60;

/**
 * The rows of a table, each with the names of its columns where the first row can be told to be names; of two columns
 * without names the first one names the second.
 */
export function rowTexts(rows: readonly Cell[][]): RowText[] {
  const table = withoutUnusedColumns(rows);
  const columns = table[0]?.length ?? 0;
  const first = table.findIndex((row) => filled(row) > 1);
  if (first < 0) return table.map((row, index) => ({ text: textOf(row, null), isTitle: false, index })).filter(({ text }) => text !== "");
  const names = headOf(table)?.names ?? null;
  return table.flatMap((row, index): RowText[] => {
    const text = textOf(row, names && index > first ? names : null, columns === 2 && !names);
    if (text === "" || (names && index === first && areAllUsed(table, first))) return [];
    return [{ text, isTitle: index < first || (filled(row) === 1 && row[0]!.text !== "" && row[0]!.isBold && columns > 2), index }];
  });
}

/** The names of a table's columns, and what tells them from its rows: their look, the values below them, or that they are words alone. */
export type Head = { names: string[]; by: "look" | "values" | "words" };

/** What the first row that holds more than a title says of the columns. */
export function headOf(rows: readonly Cell[][]): Head | null {
  const table = withoutUnusedColumns(rows);
  const first = table.findIndex((row) => filled(row) > 1);
  return first < 0 ? null : namesOf(table[first]!, table.slice(first + 1), table[0]!.length);
}

function withoutUnusedColumns(rows: readonly Cell[][]): Cell[][] {
  const used = rows[0]?.map((_, column) => rows.some((row) => row[column]!.text !== "")) ?? [];
  return rows.map((row) => row.filter((_, column) => used[column]));
}

/** The names of columns are said in their rows: a name that no row says is said by itself. */
const areAllUsed = (table: readonly Cell[][], first: number) =>
  table[first]!.every(({ text }, column) => text === "" || table.slice(first + 1).some((row) => row[column]!.text !== ""));

const filled = (row: readonly Cell[]) => row.filter(({ text }) => text !== "").length;

function textOf(row: readonly Cell[], names: readonly string[] | null, isPair = false): string {
  const [key, value] = row;
  if (isPair && key && value && key.text !== "" && value.text !== "")
    return `${key.text}${/[\p{L}\p{N}]\)?$/u.test(key.text) && !/^\(?\p{N}{0,3}\p{L}?\)$/u.test(key.text) ? ":" : ""} ${value.text}`;
  return row
    .map(({ text }, column) => (text !== "" && names?.[column] ? `${names[column]}: ${text}` : text))
    .filter((text) => text !== "")
    .join("; ");
}

function namesOf(row: readonly Cell[], below: readonly Cell[][], columns: number): Head | null {
  if (below.length === 0 || filled(row) < Math.max(2, columns - 1)) return null;
  if (row.some(({ text }) => text.length > nameLengthMax || (isValue(text) && !isYear(text)))) return null;
  const body = below.flat().filter(({ text }) => text !== "");
  const bold = (cells: readonly Cell[]) => cells.filter(({ isBold, text }) => isBold && text !== "").length / Math.max(1, cells.length);
  const isSetApart = bold(row.filter(({ text }) => text !== "")) > 0.9 && bold(body) < 0.6;
  const namesValues = row.some((_, column) => {
    const cells = below.map((one) => one[column]!.text).filter((text) => text !== "");
    return cells.length > 0 && cells.filter(isValue).length > cells.length / 2 && !isValue(row[column]!.text);
  });
  const areNames = columns > 2 && below.length > 1 && filled(row) === columns && new Set(row.map(({ text }) => text)).size === columns;
  if (!isSetApart && !namesValues && !areNames) return null;
  return { names: row.map(({ text }) => text.replace(/[:：]$/, "")), by: isSetApart ? "look" : namesValues ? "values" : "words" };
}

const isYear = (text: string) => /^(19|20)\d\d$/.test(text);

/** A number, an amount, a date, a time: what has a name above it. */
function isValue(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return digits > 0 && digits >= text.replace(/[\s\p{P}\p{S}]/gu, "").length / 3;
}
