import { expect, test } from "vitest";
import { makeOpenDocument, makeWorkbook } from "#testing/office-files.ts";
import { readFile } from "#testing/read-file.ts";
import type { Sheet, SheetCell } from "./xlsx/read-sheet.ts";
import { regionsOf } from "./xlsx/regions.ts";

const cell = (ref: string, value: string, more = "") => `<c r="${ref}" ${more}><v>${value}</v></c>`;
const text = (ref: string, words: string) => `<c r="${ref}" t="inlineStr"><is><t>${words}</t></is></c>`;
const row = (number: number, cells: string, more = "") => `<row r="${number}" ${more}>${cells}</row>`;
const sheet = (rows: string, more = "") => `<sheetData>${rows}</sheetData>${more}`;
const names = row(1, text("A1", "Product") + text("B1", "Price") + text("C1", "Since"));

test("rows say their sheet and the names of their columns, and numbers and dates are as they are shown", async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs>';
  const rows =
    names +
    row(2, text("A2", "Lamp") + cell("B2", "1234.5", 's="1"') + cell("C2", "46027", 's="2"')) +
    row(3, cell("A3", "0", 't="s"') + cell("B3", "0.30000000000000004") + cell("C3", "0.125", 's="3"'));
  const file = makeWorkbook([{ name: "Prices 2026", content: sheet(rows) }], {
    styles,
    strings: ["<r><t>De</t></r><r><t>sk</t></r><rPh><t>デスク</t></rPh>"],
  });
  const read = await readFile("xlsx", file);
  expect(read.text).toBe("Prices 2026\nProduct: Lamp; Price: 1,234.50 €; Since: 05.01.2026\nProduct: Desk; Price: 0.3; Since: 12.50%");
  expect(read.warnings).toEqual([]);
});

test("dates that count from 1904 are those days", async () => {
  const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
  const file = makeWorkbook([{ name: "S", content: sheet(row(1, text("A1", "Due") + cell("B1", "44565", 's="0"'))) }], {
    styles,
    workbook: '<workbookPr date1904="1"/>',
  });
  expect((await readFile("xlsx", file)).text).toContain("Due: 2026-01-05");
});

test("tables of a sheet are told apart, with titles, merged cells and links", async () => {
  const rows =
    row(1, text("A1", "Price list")) +
    row(2, text("A2", "Plan") + text("B2", "Month") + text("C2", "Year")) +
    row(3, text("A3", "Basic") + cell("B3", "10") + cell("C3", "100")) +
    row(4, cell("B4", "12") + cell("C4", "120")) +
    row(9, text("F9", "Shop") + text("G9", "Order here"));
  const more =
    '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells><hyperlinks><hyperlink ref="G9" r:id="l1"/></hyperlinks>';
  const file = makeWorkbook([{ name: "Plans", content: sheet(rows, more), links: { l1: "https://shop.example/order" } }]);
  expect((await readFile("xlsx", file)).text.split(/\n+/)).toEqual([
    "Plans",
    "Price list",
    "Plan: Basic; Month: 10; Year: 100",
    "Plan: Basic; Month: 12; Year: 120",
    "Shop: Order here (https://shop.example/order)",
  ]);
});

test("hidden sheets, rows and columns and comments are left out; shapes and charts are read", async () => {
  const drawing =
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>Ask for a discount.</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>';
  const shown = sheet(
    row(1, text("A1", "Open") + text("B1", "secret column") + text("C1", "nine")) + row(2, text("A2", "secret row"), 'hidden="1"'),
  );
  const file = makeWorkbook([
    {
      name: "Hours",
      content: `<cols><col min="2" max="2" hidden="1"/></cols>${shown}`,
      parts: {
        "xl/drawings/drawing1.xml": { relation: "drawing", content: drawing },
        "xl/comments1.xml": {
          relation: "comments",
          content: "<comments><commentList><comment><text><t>secret note</t></text></comment></commentList></comments>",
        },
      },
    },
    { name: "Hid", state: "veryHidden", content: sheet(row(1, text("A1", "secret sheet"))) },
  ]);
  const read = await readFile("xlsx", file);
  expect(read.text).not.toContain("secret");
  expect(read.text.split(/\n+/)).toEqual(["Hours", "Open: nine", "Ask for a discount."]);
  expect(read.warnings).toEqual([]);
});

test("formulas without a stored result are warned of, by their sheet", async () => {
  const file = makeWorkbook([{ name: "Sums", content: sheet(row(1, `${text("A1", "Total")}<c r="B1"><f>SUM(B2:B9)</f></c>`)) }]);
  expect((await readFile("xlsx", file)).warnings).toEqual([
    "On the sheet “Sums” a formula has no stored result and was not read. Open the file in a spreadsheet program, save it and upload it again.",
  ]);
});

test("a sheet that says it is as large as can be is read in no time", async () => {
  const empty = Array.from({ length: 50_000 }, (_, index) => `<row r="${index + 3}"><c r="XFD${index + 3}" s="1"/></row>`).join("");
  const content = `<dimension ref="A1:XFD1048576"/>${sheet(row(1, text("A1", "One")) + empty + row(1_048_576, text("XFD1048576", "Last")))}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`;
  expect((await readFile("xlsx", makeWorkbook([{ name: "S", content }]))).text).toMatch(/One[\s\S]*Last/);
});

const odsCell = (words: string, more = "") => `<table:table-cell ${more}>${words ? `<text:p>${words}</text:p>` : ""}</table:table-cell>`;
const odsRow = (cells: string[], more = "") =>
  `<table:table-row ${more}>${cells.map((one) => (one.startsWith("<") ? one : odsCell(one))).join("")}</table:table-row>`;

test("sheets of OpenDocument are read the same way, and what repeats to their ends is nothing", async () => {
  const body = `<table:table table:name="Stock"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>${odsRow(["Product", "Count", "secret", "Since"])}${odsRow(["Lamp", odsCell("4", 'office:value="4.000001"'), "secret", "5 Jan"])}${odsRow(["Desk", odsCell("7<office:annotation><text:p>secret</text:p></office:annotation>"), "secret", "6 Jan"])}${odsRow(["secret row"], 'table:visibility="filter"')}<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="Hid" table:style-name="off">${odsRow(["secret sheet"])}</table:table>`;
  const styles = '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>';
  const read = await readFile("ods", makeOpenDocument("spreadsheet", body, styles));
  expect(read.text.split(/\n+/)).toEqual(["Stock", "Product: Lamp; Count: 4; Since: 5 Jan", "Product: Desk; Count: 7; Since: 6 Jan"]);
});

test("a cell that is said to repeat does so a hundred times at most", async () => {
  const body = `<table:table table:name="S">${odsRow([odsCell("again", 'table:number-columns-repeated="16384"')], 'table:number-rows-repeated="1048576"')}</table:table>`;
  const { text: read } = await readFile("ods", makeOpenDocument("spreadsheet", body));
  expect(read.match(/again/g)!.length).toBeLessThanOrEqual(10_000);
});

test("numbers of articles are whole, days and sizes name columns, and what XML cannot hold is no word", async () => {
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
  const days =
    row(1, text("A1", "Item") + cell("B1", "45292", 's="1"') + cell("C1", "45323", 's="1"')) +
    row(2, text("A2", "Lamp") + cell("B2", "4006381333931") + cell("C2", "0.1"));
  const sizes =
    row(1, text("A1", "Size") + cell("B1", "36") + cell("C1", "37") + cell("D1", "38")) +
    row(2, text("A2", "Chest_x000D_\nand_x005F_waist") + cell("B2", "80") + cell("C2", "84") + cell("D2", "88"));
  const { text: read, warnings } = await readFile(
    "xlsx",
    makeWorkbook(
      [
        { name: "Days", content: sheet(days) },
        { name: "Sizes", content: sheet(sizes) },
      ],
      { styles },
    ),
  );
  expect(read).toContain("Item: Lamp; 2024-01-01: 4006381333931; 2024-02-01: 0.1");
  expect(read).toContain("Size: Chest and_waist; 36: 80; 37: 84; 38: 88");
  expect(warnings).toEqual([]);
});

test("a value that a sheet of OpenDocument stores without showing it is read", async () => {
  const names = ["Name", "Price", "Since"].map((name) => `<table:table-cell><text:p>${name}</text:p></table:table-cell>`).join("");
  const values =
    '<table:table-cell office:value-type="string" office:string-value="Lamp"/><table:table-cell office:value-type="float" office:value="12.5"/><table:table-cell office:value-type="date" office:date-value="2026-01-05"/>';
  const body = `<table:table table:name="S"><table:table-row>${names}</table:table-row><table:table-row>${values}</table:table-row></table:table>`;
  expect((await readFile("ods", makeOpenDocument("spreadsheet", body))).text).toContain("Name: Lamp; Price: 12.5; Since: 2026-01-05");
});

test("tens of thousands of merged cells are laid out in one go", () => {
  const count = 30_000;
  const cellOf = (words: string, rowspan = 1) => ({ text: words, colspan: 1, rowspan });
  const rows = Array.from({ length: 2 * count }, (_, at): [number, Map<number, SheetCell>] => [
    at,
    new Map(
      at % 2 === 0
        ? [
            [0, cellOf(`Group${at}`, 2)],
            [1, cellOf("7")],
          ]
        : [[1, cellOf("8")]],
    ),
  ]);
  const sheetOfMany: Sheet = { rows: new Map(rows), frozenRows: 0, filter: null, links: [], formulasWithout: 0, length: 0 };
  const before = process.cpuUsage();
  const [region = []] = regionsOf(sheetOfMany, []);
  // Work rather than time, which a busy machine stretches.
  expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  expect(region).toHaveLength(2 * count);
  expect(region[1]?.cells).toHaveLength(1);
});
