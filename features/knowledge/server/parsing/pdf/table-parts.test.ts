import { expect, test } from "vitest";
import { drawPdf, show } from "#testing/pdf-pages.ts";
import { parseFile } from "../parse-file.ts";

const at = [72, 192, 312, 432];
/** Rows from the top of what is left of a page, the first of them in the font that is named. */
const table = (rows: string[][], y: number, { font = "F1", places = at } = {}) =>
  rows
    .flatMap((row, index) => row.map((cell, column) => show(cell, places[column]!, y - index * 18, { font: index === 0 ? font : "F1" })))
    .join("\n");
const names = ["Plan", "Price", "Seats"];
const plans = Array.from({ length: 12 }, (_, index) => [`Plan ${"ABCDEFGHIJKL"[index]}`, `${index + 10} EUR`, `${index * 3}`]);
const wordy = plans.map(([plan], index) => [plan!, `Help by ${["mail", "phone"][index % 2]}`, ["Monthly", "Yearly"][index % 2]!]);
const after = show("What follows the table says how to cancel a plan.", 72, 300);

async function read(pages: string[]): Promise<string[]> {
  const { passages } = await parseFile("pdf", drawPdf(pages.map((content) => ({ content }))), () => {});
  return passages.flatMap(({ text }) => text.split("\n"));
}

const said = (rows: string[][], heads = names) => rows.map((row) => row.map((cell, index) => `${heads[index]}: ${cell}`).join("; "));
const footer = (page: number) => `${show("Prices of the shop", 72, 40, { size: 8 })}\n${show(`Page ${page} of 3`, 400, 40, { size: 8 })}`;
const note = show("All prices are without tax.", 72, 600, { size: 7 });

test.each([
  ["without its head", [table([names, ...plans.slice(0, 5)], 740), `${table(plans.slice(5), 780)}\n${after}`], plans],
  ["with its head on each page", [table([names, ...plans.slice(0, 5)], 740), `${table([names, ...plans.slice(5)], 780)}\n${after}`], plans],
  [
    "with a line above its head",
    [table([names, ...plans.slice(0, 5)], 740), `${table([["Plans"], names, ...plans.slice(5)], 780)}\n${after}`],
    plans,
  ],
  [
    "over three pages with footers and a note",
    [
      `${table([names, ...plans.slice(0, 5)], 740)}\n${note}\n${footer(1)}`,
      `${table(plans.slice(5, 9), 780)}\n${footer(2)}`,
      `${table(plans.slice(9), 780)}\n${after}\n${footer(3)}`,
    ],
    plans,
  ],
  ["of words alone", [table([names, ...wordy.slice(0, 5)], 740), `${table(wordy.slice(5), 780)}\n${after}`], wordy],
  [
    "whose next page begins with words where numbers follow",
    [
      table([names, ...plans.slice(0, 5)], 740, { font: "F2" }),
      `${table([["Plan X", "on request", "any"], ...plans.slice(5)], 780)}\n${after}`,
    ],
    [...plans, ["Plan X", "on request", "any"]],
  ],
  ["by a single row", [table([names, ...plans.slice(0, 5)], 740), `${table(plans.slice(5, 6), 780)}\n${after}`], plans.slice(0, 6)],
])("a table that continues %s says the names of its columns in each row", async (_how, pages, rows) => {
  const found = await read(pages);
  for (const row of said(rows)) expect(found).toContain(row);
  expect(found).toContain("What follows the table says how to cancel a plan.");
  expect(found.join("\n")).not.toMatch(/Plan; Price|Plan: Plan;|Page \d/);
});

test("a table with lines around its cells continues, though a column of its next page is empty", async () => {
  const lines = (top: number, rows: number) =>
    [60, 180, 300, 420]
      .map((x) => `${x} ${top - rows * 18} m ${x} ${top} l S`)
      .concat(Array.from({ length: rows + 1 }, (_, row) => `60 ${top - row * 18} m 420 ${top - row * 18} l S`))
      .join("\n");
  const found = await read([
    `${lines(753, 3)}\n${table([names, ...plans.slice(0, 2)], 740)}`,
    `${lines(793, 2)}\n${table([["Plan C", "", "6"].map((cell) => cell || " "), ["Plan D", " ", "9"]], 780)}\n${after}`,
  ]);
  for (const row of [...said(plans.slice(0, 2)), "Plan: Plan C; Seats: 6", "Plan: Plan D; Seats: 9"]) expect(found).toContain(row);
});

const people = [
  ["Ada", "Room 12", "555 123"],
  ["Grace", "Room 14", "555 124"],
  ["Alan", "Room 15", "555 125"],
];
test.each([
  ["in other places", table(people, 780, { places: [72, 280, 430] }), "Ada; Room 12; 555 123"],
  [
    "of another number",
    table(
      people.map((row) => [...row, "here"]),
      780,
    ),
    "Ada; Room 12; 555 123; here",
  ],
  [
    "with names set in bold",
    table([["Name", "Room", "Phone"], ...people], 780, { font: "F2" }),
    "Name: Ada; Room: Room 12; Phone: 555 123",
  ],
  ["with names above numbers", table([["Name", "Room", "Phone"], ...people], 780), "Name: Ada; Room: Room 12; Phone: 555 123"],
])("a table that merely follows another one, with columns %s, is a table of its own", async (_how, content, row) => {
  const found = await read([table([names, ...plans.slice(0, 5)], 740), `${content}\n${after}`]);
  expect(found).toContain(row);
  for (const plan of said(plans.slice(0, 5))) expect(found).toContain(plan);
});

test("a table that follows a sentence of its own, one on the same page, or one on a page before the last, is none that continues", async () => {
  const first = table([names, ...plans.slice(0, 5)], 740);
  const own = table(people, 780);
  expect(await read([`${first}\n${show("These are our people:", 72, 600)}`, `${own}\n${after}`])).toContain("Ada; Room 12; 555 123");
  expect(await read([`${first}\n${table(people, 540)}\n${after}`])).toContain("Ada; Room 12; 555 123");
  expect(await read([first, show("A page of its own.", 72, 700), `${own}\n${after}`])).toContain("Ada; Room 12; 555 123");
});
