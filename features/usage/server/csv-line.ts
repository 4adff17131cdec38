/**
 * A line of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula is led by an apostrophe, for names
 * are of anybody's choosing.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(asCell).join(",")}\r\n`;
}

function asCell(cell: string | number): string {
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
