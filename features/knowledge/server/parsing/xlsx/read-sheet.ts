import type { Element } from "domhandler";
import { tidy, Unreadable } from "../block.ts";
import { unescapeText } from "../ooxml.ts";
import { childOf, eachElement, elementsOf, xmlText } from "../xml.ts";

export type SheetCell = { text: string; colspan: number; rowspan: number; isBold?: boolean };
export type Sheet = {
  /** By numbers from 0; what is empty is not there, however large the sheet says it is. */
  rows: Map<number, Map<number, SheetCell>>;
  /** Rows at the top that stay when one scrolls. */
  frozenRows: number;
  filter: string | null;
  links: { row: number; column: number; id: string }[];
  formulasWithout: number;
  length: number;
};
type Tools = { strings: readonly string[]; show: (value: number, style: number) => string; textMax: number };

const columnsMax = 16_384;
const rowsMax = 1_048_576;

/** The cells of a sheet with their text as shown, row by row. Hidden rows and columns are left out. */
export function readSheet(bytes: Uint8Array, { strings, show, textMax }: Tools): Sheet {
  const sheet: Sheet = { rows: new Map(), frozenRows: 0, filter: null, links: [], formulasWithout: 0, length: 0 };
  const hidden: [from: number, to: number][] = [];
  let nextRow = 0;
  const wanted = new Set(["pane", "col", "row", "mergeCell", "hyperlink", "autoFilter"]);
  eachElement(
    bytes,
    (name) => wanted.has(name),
    (element) => {
      const { name, attribs } = element;
      if (name === "row") {
        const row = attribs["r"] ? Number(attribs["r"]) - 1 : nextRow;
        nextRow = row + 1;
        if (!isOn(attribs["hidden"]) && row >= 0 && row < rowsMax) readRow(element, row);
      } else if (name === "col" && isOn(attribs["hidden"])) hidden.push([Number(attribs["min"]) - 1, Number(attribs["max"]) - 1]);
      else if (name === "pane" && attribs["state"]?.startsWith("frozen")) sheet.frozenRows = Number(attribs["ySplit"] ?? 0);
      else if (name === "autoFilter") sheet.filter = attribs["ref"] ?? null;
      else if (name === "mergeCell") merge(sheet, rangeOf(attribs["ref"] ?? ""));
      else if (name === "hyperlink" && attribs["r:id"]) {
        const { top: row, left: column } = rangeOf(attribs["ref"] ?? "");
        sheet.links.push({ row, column, id: attribs["r:id"] });
      }
    },
  );
  return sheet;

  function readRow(element: Element, row: number): void {
    const cells = new Map<number, SheetCell>();
    let next = 0;
    for (const cell of elementsOf(element)) {
      if (cell.name !== "c") continue;
      const column = cell.attribs["r"] ? rangeOf(cell.attribs["r"]).left : next;
      next = column + 1;
      if (column >= columnsMax || hidden.some(([from, to]) => column >= from && column <= to)) continue;
      const text = tidy(valueOf(cell, strings, show) ?? "");
      if (childOf(cell, "f") && !childOf(cell, "v")) sheet.formulasWithout += 1;
      if (text === "") continue;
      cells.set(column, { text, colspan: 1, rowspan: 1 });
      sheet.length += text.length;
      // One long text can be in every cell.
      if (sheet.length > textMax) throw new Unreadable("too_much_text");
    }
    if (cells.size > 0) sheet.rows.set(row, cells);
  }
}

function valueOf(cell: Element, strings: Tools["strings"], show: Tools["show"]): string | null {
  const inline = childOf(cell, "is");
  if (inline)
    return unescapeText(
      elementsOf(inline)
        .map((part) => (part.name === "t" ? xmlText(part) : part.name === "r" ? xmlText(childOf(part, "t") ?? part) : ""))
        .join(""),
    );
  const stored = childOf(cell, "v");
  if (!stored) return null;
  const value = xmlText(stored);
  switch (cell.attribs["t"]) {
    case "s":
      return strings[Number(value)] ?? null;
    case "str":
      return unescapeText(value);
    case "d":
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, "");
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    case "e":
      return value;
    default: {
      const number = Number(value);
      return value === "" || Number.isNaN(number) ? value : show(number, Number(cell.attribs["s"] ?? 0));
    }
  }
}

function merge(sheet: Sheet, { top, left, bottom, right }: ReturnType<typeof rangeOf>): void {
  const cell = sheet.rows.get(top)?.get(left);
  if (!cell) return;
  cell.colspan = right - left + 1;
  cell.rowspan = bottom - top + 1;
}

/** "B3:D9", from 0 on. */
export function rangeOf(ref: string): { top: number; left: number; bottom: number; right: number } {
  const [first = "", last = first] = ref.split(":");
  const [from, to] = [placeOf(first), placeOf(last)];
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

function placeOf(ref: string): { row: number; column: number } {
  const [, letters = "A", digits = "1"] = /^\$?([A-Z]{0,3})\$?(\d*)$/i.exec(ref) ?? [];
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits || 1) - 1, column: Math.max(0, column - 1) };
}

const isOn = (value: string | undefined) => value === "1" || value === "true";
