import Papa from "papaparse";
import { expect, test } from "vitest";
import { csvFile, type Cell } from "./csv.ts";

async function write(rows: Cell[][]): Promise<string> {
  async function* pages() {
    yield rows.slice(0, 1);
    yield [];
    yield rows.slice(1);
  }
  let text = "";
  for await (const part of csvFile(["first", "second"], pages())) text += part;
  return text;
}

const read = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

test.each([
  "=1+1",
  "+49 170 1234567",
  "-1+1",
  "-A1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  " =1",
  "\u00a0=1",
  "＝1+1",
  "＋1",
  "－A1",
  "＠SUM(A1)",
  "|cmd",
  "%A1",
  "--5",
  "-5-3",
  "-",
  '=HYPERLINK("https://evil.example","Open, please")',
])("%j is text for a spreadsheet, in any column", async (formula) => {
  const text = await write([
    [formula, "x"],
    ["x", formula],
  ]);
  expect(read(text)).toEqual([
    ["first", "second"],
    [`'${formula}`, "x"],
    ["x", `'${formula}`],
  ]);
});

test("plain numbers stay numbers, negative ones too, as numbers and as texts", async () => {
  const text = await write([
    [-5, 12.5],
    ["-5", "-12.50"],
    [0, "-1,5"],
  ]);
  expect(text).toBe('\uFEFFfirst,second\r\n-5,12.5\r\n-5,-12.50\r\n0,"-1,5"\r\n');
});

test("what was written is read back by another's reader, whatever is in the cells", async () => {
  const rows = [
    ['quotes " and ""', "commas, semicolons; tabs\there"],
    ["lines\nand\r\nlines\rand", "  spaces around  "],
    ["", "Ünïcödé 株式会社 👩‍🏭 שלום"],
    ["'quoted", "it's"],
    ['"', ","],
  ];
  expect(read(await write(rows))).toEqual([["first", "second"], ...rows]);
});

test("objects are JSON, and what is not there is empty", async () => {
  const text = await write([
    [{ name: "Café, Bar" }, null],
    [undefined, ["a"]],
  ]);
  expect(read(text).slice(1)).toEqual([
    ['{"name":"Café, Bar"}', ""],
    ["", '["a"]'],
  ]);
});
