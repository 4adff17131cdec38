import { expect, test } from "vitest";
import { codesOf, drawPdf, show, type PdfFont } from "#testing/pdf-pages.ts";
import { parseFile } from "../parse-file.ts";

/** Two paragraphs as they are set, column by column from the right. */
const columns = [
  "営業時間は九時から五時までです。",
  "土曜日と日曜日は休みです。返品",
  "は三十日以内にお願いします。お",
  "問い合わせは店頭でどうぞ。",
];
const whole = "営業時間は九時から五時までです。土曜日と日曜日は休みです。返品は三十日以内にお願いします。お問い合わせは店頭でどうぞ。";
const glyphs = [...new Set(`${whole}返品のご案内この店について、次通りします電話期限月横書く文後あ区分項目保証送料有無家`)].join("");
const fonts: Record<string, PdfFont> = { L1: { glyphs, encoding: "Identity-H" }, V1: { glyphs, encoding: "Identity-V" } };

async function read(content: string): Promise<string> {
  const { passages } = await parseFile("pdf", drawPdf([{ content }], { fonts }), () => {});
  return passages.map(({ headings, text }) => [...headings, text].join("\n")).join("\n");
}

const word = (text: string, x: number, y: number) => show(codesOf(text, glyphs), x, y, { font: "L1", size: 12 });
/** As browsers print it: each character by itself, below the one before. */
const oneByOne = (text: string, x: number, y: number) => [...text].map((one, index) => word(one, x, y - index * 12.2)).join("\n");
/** As typesetters do: by a font that runs downwards. */
const byFont = (text: string, x: number, y: number) => show(codesOf(text, glyphs), x + 6, y + 10, { font: "V1", size: 12 });
const above = word("返品のご案内", 72, 780);
const below = word("この店について、次の通りご案内します。", 72, 300);

test.each([
  ["character by character", oneByOne, columns],
  ["by a font that runs downwards", byFont, columns],
])("columns that are set downwards %s are read from the right to the left, between what is above and below", async (_how, draw, set) => {
  const said = await read([above, ...set.map((column, index) => draw(column, 500 - index * 20, 700)), below].join("\n"));
  expect(said.replace(/\s/g, "")).toBe(`返品のご案内${whole}この店について、次の通りご案内します。`);
  expect(said).toContain(whole);
});

test("two tiers of columns are read one after the other", async () => {
  const drawn = columns.map((column, index) => byFont(column, 500 - (index % 2) * 20, index < 2 ? 700 : 450));
  expect((await read(drawn.join("\n"))).replace(/\s/g, "")).toBe(whole);
});

test("a Latin word on its side and a number of two digits stay in their column", async () => {
  const [latin, number] = ["012-345", "24"];
  const drawn = [
    oneByOne("お問い合わせは電話", 500, 700),
    show(latin, 502, 700 - 9 * 12.2 + 10, { size: 11, matrix: "0 -1 1 0" }),
    oneByOne("でどうぞ。期限は", 500, 540),
    show(number, 500, 540 - 8 * 12.2, { size: 10.5 }),
    oneByOne("日です。", 500, 540 - 9 * 12.2),
  ];
  expect((await read(drawn.join("\n"))).replace(/\s/g, "")).toBe("お問い合わせは電話012-345でどうぞ。期限は24日です。");
});

test("what is set level stays as it is: a table of single characters, a short word down its side, one line below a column", async () => {
  const rows = [
    ["項目", "店", "家"],
    ["保証", "有", "無"],
    ["送料", "無", "有"],
    ["返品", "有", "有"],
  ];
  const table = [0, 1, 2].flatMap((column) => rows.map((row, index) => word(row[column]!, 150 + column * 100, 700 - index * 18)));
  const said = await read([oneByOne("区分", 110, 700), ...table, below].join("\n"));
  for (const row of ["項目: 保証; 店: 有; 家: 無", "項目: 送料; 店: 無; 家: 有", "項目: 返品; 店: 有; 家: 有"]) expect(said).toContain(row);
  const last = await read([oneByOne(columns[0]!, 72, 700), word("横に書く文は後にあります。", 72, 700 - 16 * 12.2)].join("\n"));
  expect(last).toContain("横に書く文は後にあります。");
});
