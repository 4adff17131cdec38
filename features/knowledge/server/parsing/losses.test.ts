import { expect, test } from "vitest";
import { measureLoss, warnOfLoss } from "./losses.ts";

const lossesOf = (...counted: Parameters<typeof measureLoss>) => warnOfLoss(measureLoss(...counted));

const words = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`).join(" ");

test("a loss of more than two in a hundred words is a warning that says what and where", () => {
  const body = words("body", 95);
  const counted = [
    { where: "the body", text: body },
    { where: "the footnotes", text: "Returns within thirty days." },
  ];
  expect(lossesOf(counted, [body])).toEqual(["About 4% of the text could not be read, in the footnotes (“returns within thirty days”)."]);
});

test("a smaller loss, another order and words that are read twice are none", () => {
  const counted = [{ where: "the body", text: `${words("body", 99)} lost` }];
  expect(lossesOf(counted, [words("body", 99)])).toEqual([]);
  const table = [{ where: "the body", text: "Price list Name Price Lamp 12 13" }];
  expect(lossesOf(table, ["Price list", "Price: 12; Name: Lamp; Price: 13"])).toEqual([]);
  expect(lossesOf([{ where: "the body", text: "Rück\u00ADgabe" }], ["Rückgabe"])).toEqual([]);
});

test("a word that is in the file twice and was read once is lost, in scripts without spaces too", () => {
  expect(lossesOf([{ where: "the body", text: "one one" }], ["one"])).toHaveLength(1);
  expect(lossesOf([{ where: "the notes", text: "退貨期限三十" }], ["退貨期限"])).toEqual([
    "About 33% of the text could not be read, in the notes (“三 十”).",
  ]);
});

test("of many parts those with the largest loss are named, and a long one is quoted by its first words", () => {
  const counted = Array.from({ length: 5 }, (_, index) => ({ where: `page ${index + 1}`, text: words(`p${index}x`, 10 + index) }));
  const [warning] = lossesOf(counted, []);
  expect(warning).toMatch(/^About 100% of the text could not be read, most of it in page 5 \(“p4x0 p4x1 .* …”\), page 4 .*, and page 3/);
});

test("data without spaces, which passages cut anywhere, is no loss, and no warning quotes it", () => {
  const data = "x".repeat(5_000);
  expect(lossesOf([{ where: "the text", text: `one two ${data}` }], ["one two", data.slice(0, 400), data.slice(400)])).toEqual([]);
});
