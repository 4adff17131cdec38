/** What may be in a cell. An object is written as JSON. */
export type Cell = string | number | object | null | undefined;

/**
 * A CSV file (RFC 4180) in UTF-8, part by part. The mark at the beginning lets spreadsheets read the letters of every
 * language. What a spreadsheet would take for a formula is text: others choose the names that are in it.
 *
 * @param head the names of the columns
 * @param pages rows as they come; a page that is empty writes nothing
 */
export async function* csvFile(head: readonly string[], pages: AsyncIterable<readonly (readonly Cell[])[]>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(head)}`;
  for await (const rows of pages) if (rows.length > 0) yield rows.map(csvLine).join("");
}

const csvLine = (cells: readonly Cell[]) => `${cells.map(asCell).join(",")}\r\n`;

function asCell(cell: Cell): string {
  const plain = cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  const text = startsFormula.test(plain) && !number.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets pass over spaces before these, and read the wide ones of East Asia as the usual ones. */
const startsFormula = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** -5 is not a formula, no matter who wrote it. */
const number = /^-\d+(?:[.,]\d+)?$/;
