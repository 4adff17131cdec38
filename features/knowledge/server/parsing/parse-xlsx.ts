import { hasText, tidy, Unreadable, type Block, type CountedPart, type ParsedFile } from "./block.ts";
import { countedDrawings } from "./counts/drawings.ts";
import { countedSheet, countedStrings } from "./counts/xlsx.ts";
import { withAddress } from "./links.ts";
import { chartTexts, openPackage, unescapeText, type OfficePackage } from "./ooxml.ts";
import { tableToBlocks } from "./tables.ts";
import { numberFormats } from "./xlsx/number-formats.ts";
import { readSheet, type Sheet } from "./xlsx/read-sheet.ts";
import { regionsOf, type HeaderRange } from "./xlsx/regions.ts";
import { childOf, descendants, eachElement, elementsOf, parseXml, xmlText } from "./xml.ts";

/** A workbook: each sheet under its name, with numbers and dates as they are shown. Hidden sheets and comments are left out. */
export function parseXlsx(bytes: Uint8Array, textMax: number): ParsedFile {
  const office = openPackage(bytes, "xl");
  const workbook = parseXml(office.part(office.main));
  const [stringsPath] = office.related(office.main, "sharedStrings");
  const [stylesPath] = office.related(office.main, "styles");
  const strings = sharedStrings(office.part(stringsPath ?? ""));
  const countedShared = countedStrings(office.part(stringsPath ?? ""));
  const is1904 = /^(?:1|true)$/.test(childOf(workbook, "workbookPr")?.attribs["date1904"] ?? "");
  const show = numberFormats(parseXml(office.part(stylesPath ?? "")), is1904);
  const blocks: Block[] = [];
  const warnings: string[] = [];
  const counted: CountedPart[] = [];
  let length = 0;
  for (const { attribs } of elementsOf(childOf(workbook, "sheets"))) {
    if (attribs["state"] && attribs["state"] !== "visible") continue;
    const path = office.relations(office.main).get(attribs["r:id"] ?? "")?.target ?? "";
    const content = office.part(path);
    if (!content || !/worksheet/.test(path + office.contentType(path))) continue;
    const name = tidy(attribs["name"] ?? "");
    const sheet = readSheet(content, { strings, show, textMax });
    length += sheet.length;
    if (length > textMax) throw new Unreadable("too_much_text");
    addLinks(sheet, office, path);
    const own = [...sheetBlocks(sheet, tableHeaders(office, path)), ...drawingBlocks(office, path)];
    if (sheet.formulasWithout > 0) warnings.push(withoutResults(name, sheet.formulasWithout));
    if (own.length > 0) blocks.push({ kind: "heading", level: 1, text: name });
    for (const block of own) blocks.push(block);
    const where = `the sheet “${name}”`;
    counted.push(countedSheet(content, where, { strings: countedShared, show }), ...countedDrawings(office, path, where));
  }
  return { title: office.title, blocks, warnings, counted };
}

function sharedStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  // Phonetic readings are beside the text, not in it.
  if (bytes)
    eachElement(
      bytes,
      (name) => name === "si",
      (item) =>
        strings.push(
          unescapeText(
            elementsOf(item)
              .map((part) =>
                part.name === "t" ? xmlText(part) : part.name === "r" ? xmlText(childOf(part, "t") ?? parseXml(undefined)) : "",
              )
              .join(""),
          ),
        ),
    );
  return strings;
}

function withoutResults(name: string, count: number): string {
  const what =
    count === 1 ? "a formula has no stored result and was not read" : `${count} formulas have no stored result and were not read`;
  return `On the sheet “${name}” ${what}. Open the file in a spreadsheet program, save it and upload it again.`;
}

function sheetBlocks(sheet: Sheet, headers: HeaderRange[]): Block[] {
  return regionsOf(sheet, headers).flatMap((rows) => tableToBlocks(rows));
}

function addLinks(sheet: Sheet, office: OfficePackage, path: string): void {
  for (const { row, column, id } of sheet.links) {
    const relation = office.relations(path).get(id);
    const cell = sheet.rows.get(row)?.get(column);
    if (relation?.isExternal && cell) cell.text = withAddress(cell.text, relation.target);
  }
}

/** The tables that a sheet says it has, and how many of their rows name the columns. */
function tableHeaders(office: OfficePackage, path: string): HeaderRange[] {
  return office.related(path, "table").flatMap((table) => {
    const { attribs } = parseXml(office.part(table));
    const rows = Number(attribs["headerRowCount"] ?? 1);
    return attribs["ref"] && rows > 0 ? [{ ref: attribs["ref"], rows }] : [];
  });
}

/** What shapes and charts on a sheet say. */
function drawingBlocks(office: OfficePackage, path: string): Block[] {
  return office.related(path, "drawing").flatMap((drawing) => {
    const root = parseXml(office.part(drawing));
    const shapes = descendants(root, "a:p").map((paragraph) => tidy(descendants(paragraph, "a:t").map(xmlText).join("")));
    const charts = office.related(drawing, "chart").flatMap((chart) => chartTexts(office.part(chart)));
    return [
      ...shapes.filter(hasText).map((text): Block => ({ kind: "text", text })),
      ...charts.map((text): Block => ({ kind: "row", text })),
    ];
  });
}
