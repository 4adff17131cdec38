import { expect, test } from "vitest";
import { drawPdf, show } from "#testing/pdf-pages.ts";
import { parseFile } from "../parse-file.ts";

const models = ["Lamp", "Desk", "Chair"].map((name, index) => ({ name, price: `${index + 3}0 EUR`, stock: `${index + 1}` }));
const lines = ["Made of oak and brass in", "our own workshop, and", "sent within two days."];

/** Rows whose last column takes several lines, beside which the other cells are at the top, in the middle or at the bottom. */
function table(place: "top" | "middle" | "bottom", count: number, head: [name: string, x: number][]): string {
  const offset = { top: 0, middle: ((count - 1) * 13) / 2, bottom: (count - 1) * 13 }[place];
  const rows = models.flatMap(({ name, price, stock }, row) => {
    const y = 680 - row * (count * 13 + 12);
    const cells = [show(name, 72, y - offset), show(price, 190, y - offset), show(stock, 480, y - offset)];
    return [...cells, ...lines.slice(0, count).map((line, index) => show(line, 300, y - index * 13))];
  });
  return [...head.map(([name, x]) => show(name, x, 705, { font: "F2" })), ...rows].join("\n");
}
const aligned: [string, number][] = [
  ["Name", 72],
  ["Price", 190],
  ["Text", 300],
  ["Stock", 480],
];
/** As browsers set them: in the middle of a column, in which the cells begin on its left. */
const centered: [string, number][] = [
  ["Name", 110],
  ["Price", 240],
  ["Text", 340],
  ["Stock", 500],
];

test.each([
  ["at the top", "top", 2, aligned],
  ["in the middle of two lines", "middle", 2, aligned],
  ["in the middle of three lines, below centered names", "middle", 3, centered],
  ["at the bottom", "bottom", 3, aligned],
] as const)("cells that are %s of their row belong to it", async (_where, place, count, head) => {
  const { passages } = await parseFile("pdf", drawPdf([{ content: table(place, count, [...head]) }]), () => {});
  const said = passages.map(({ text }) => text).join("\n");
  for (const { name, price, stock } of models)
    expect(said).toContain(`Name: ${name}; Price: ${price}; Text: ${lines.slice(0, count).join(" ")}; Stock: ${stock}`);
});

/** Cells with hardly any room between their words and the lines around them. */
const narrow = (rows: readonly string[][], top: number) => {
  const [widths, height] = [[60, 56, 40], 16];
  const lefts = widths.map((_, column) => 50 + widths.slice(0, column).reduce((sum, width) => sum + width, 0));
  const frames = rows.flatMap((_, row) => widths.map((width, column) => `${lefts[column]} ${top - row * height} ${width} ${height} re S`));
  const words = rows.flatMap((cells, row) => cells.map((words, column) => show(words, lefts[column]! + 2, top - row * height + 4)));
  return ["0.75 w", ...frames, ...words].join("\n");
};

test("words on two sides of a drawn line are in two cells, however near they are", async () => {
  const rows = [
    ["Article", "Colour", "Count"],
    ...Array.from({ length: 6 }, (_, row) => [`Article10${row}`, `colour10${row}`, `${row * 3}`]),
  ];
  const { passages } = await parseFile("pdf", drawPdf([{ content: narrow(rows, 700) }]), () => {});
  const said = passages.map(({ text }) => text).join("\n");
  for (const [article, colour, count] of rows.slice(1)) expect(said).toContain(`Article: ${article}; Colour: ${colour}; Count: ${count}`);
});

test("dots that lead to a page number are no words", async () => {
  const content = show(`Delivery ${".".repeat(60)} 3`, 72, 700) + show(`Returns ${". ".repeat(30)}12`, 72, 680);
  const { passages } = await parseFile("pdf", drawPdf([{ content }]), () => {});
  expect(passages.map(({ text }) => text).join("\n")).toMatch(/Delivery … 3[\s\S]*Returns … 12/);
});
