import { expect, test } from "vitest";
import { drawPdf, show } from "#testing/pdf-pages.ts";
import { parseFile } from "../parse-file.ts";

async function read(content: string): Promise<string> {
  const { passages } = await parseFile("pdf", drawPdf([{ content }]), () => {});
  return passages
    .map(({ text }) => text)
    .join("\n")
    .replace(/\n+/g, "\n");
}

test("a glyph that stands for several letters leaves no gap behind it", async () => {
  // As browsers say what a ligature means.
  const ligature = (letters: string) => `/Span << /ActualText (${letters}) >> BDC (W) Tj EMC`;
  const content = `BT /F1 11 Tf 72 700 Td (the o) Tj ${ligature("ffi")} (cial number is o) Tj ${ligature("ffi")} (ce two.) Tj ET`;
  expect(await read(content)).toBe("the official number is office two.");
});

/** As browsers do it: a dot is four curves, a square four lines. */
const dot = (x: number, y: number) => {
  const curves = [`${x + 4} ${y + 3.1} ${x + 3.1} ${y + 4} ${x + 2} ${y + 4}`, `${x + 0.9} ${y + 4} ${x} ${y + 3.1} ${x} ${y + 2}`].concat([
    `${x} ${y + 0.9} ${x + 0.9} ${y} ${x + 2} ${y}`,
    `${x + 3.1} ${y} ${x + 4} ${y + 0.9} ${x + 4} ${y + 2}`,
  ]);
  return `${x + 4} ${y + 2} m ${curves.map((curve) => `${curve} c`).join(" ")} f`;
};
const square = (x: number, y: number) => `${x} ${y} 3.5 3.5 re f`;

test.each([
  ["dots", dot],
  ["squares", square],
])("lines before which %s are drawn are the items of a list", async (_what, draw) => {
  const items = ["the number of the order and", "the day on which it came", "what is wrong with it"];
  const content = [
    show("Who sends something back says:", 72, 714),
    ...items.flatMap((item, index) => [...(index === 1 ? [] : [draw(78, 701 - index * 14)]), show(item, 90, 700 - index * 14)]),
    // A drawing beside no line, and one far from it.
    draw(78, 500),
    draw(20, 631),
    show("The rest is done by us.", 72, 630),
  ].join("\n");
  expect(await read(content)).toBe(
    "Who sends something back says:\n• the number of the order and the day on which it came\n• what is wrong with it\nThe rest is done by us.",
  );
});
