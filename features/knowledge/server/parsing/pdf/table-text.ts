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
  const used = rows[0]?.map((_, column) => rows.some((row) => row[column]!.text !== "")) ?? [];
  const table = rows.map((row) => row.filter((_, column) => used[column]));
  const columns = used.filter(Boolean).length;
  const first = table.findIndex((row) => filled(row) > 1);
  if (first < 0) return table.map((row, index) => ({ text: textOf(row, null), isTitle: false, index })).filter(({ text }) => text !== "");
  const names = namesOf(table[first]!, table.slice(first + 1), columns);
  return table.flatMap((row, index): RowText[] => {
    const text = textOf(row, names && index > first ? names : null, columns === 2 && !names);
    if (text === "" || (names && index === first && areAllUsed(table, first))) return [];
    return [{ text, isTitle: index < first || (filled(row) === 1 && row[0]!.text !== "" && row[0]!.isBold && columns > 2), index }];
  });
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

function namesOf(row: readonly Cell[], below: readonly Cell[][], columns: number): string[] | null {
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
  return isSetApart || namesValues || areNames ? row.map(({ text }) => text.replace(/[:：]$/, "")) : null;
}

const isYear = (text: string) => /^(19|20)\d\d$/.test(text);

/** A number, an amount, a date, a time: what has a name above it. */
function isValue(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return digits > 0 && digits >= text.replace(/[\s\p{P}\p{S}]/gu, "").length / 3;
}
