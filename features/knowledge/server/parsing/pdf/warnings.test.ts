import { expect, test } from "vitest";
import { addLetters, type PageCount } from "./page-count.ts";
import { warningsOf, type ReadPage } from "./warnings.ts";

function page(number: number, said: string, read: string, rest: Partial<PageCount> = {}): ReadPage {
  const letters = new Map<string, number>();
  const total = addLetters(letters, said);
  return { count: { page: number, letters, total, unknown: new Map(), isPicture: false, ...rest }, texts: [read] };
}

const sentence = "Parcels leave our warehouse on the day of the order. ".repeat(20);

test("characters that the count finds on a page and nobody read are a warning with the page", () => {
  expect(
    warningsOf([page(1, sentence, sentence), page(2, `${sentence} Returns within thirty days, from Norway too.`, sentence)], []),
  ).toEqual(["About 2% of the text could not be read, on page 2."]);
});

test("a small loss, another order, other spaces and joined letters are none", () => {
  expect(warningsOf([page(1, `${sentence} So`, sentence), page(2, "ﬁve W O R D S", "WORDS five")], [])).toEqual([]);
});

test("damaged pages are named, runs of them by their ends", () => {
  expect(warningsOf([page(1, sentence, sentence)], [2, 3, 4, 7])).toEqual(["Pages 2–4 and 7 are damaged and could not be read."]);
});

test("of a font with a map, the few characters that it leaves out count as lost text", () => {
  const few = page(1, sentence, sentence, { unknown: new Map([["Own", { unknown: 3, all: 900 }]]) });
  const many = page(1, sentence, sentence, { unknown: new Map([["Own", { unknown: 60, all: 900 }]]) });
  expect(warningsOf([few], [])).toEqual([]);
  expect(warningsOf([many], [])).toEqual([expect.stringMatching(/^About \d% of the text could not be read, on page 1\.$/)]);
});
