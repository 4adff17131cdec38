import { expect, test } from "vitest";
import { ask } from "./ask.ts";
import { splitsOf } from "./parts.ts";
import { oneSlipFrom, slipsBetween, slipsIn } from "./spelling.ts";

test.each([
  ["form", "from", 1],
  ["recieve", "receive", 1],
  ["acomodation", "accommodation", 2],
  ["same", "same", 0],
  ["kitten", "sitting", 3],
])("between %s and %s are %i slips", (one, other, slips) => {
  expect(slipsBetween(one, other, 3)).toBe(slips);
  if (slips === 1) expect(oneSlipFrom(one)).toContain(other);
});

test("every word that is one slip away is looked for, in the letters of its script, and is not the word itself", () => {
  for (const [word, near] of [
    ["cat", ["cart", "ct", "bat", "act", "cats"]],
    ["дом", ["дым", "дома"]],
  ] as const) {
    expect(oneSlipFrom(word)).toEqual(expect.arrayContaining([...near]));
    expect(oneSlipFrom(word)).not.toContain(word);
    for (const other of oneSlipFrom(word)) expect(slipsBetween(word, other, 2)).toBe(1);
  }
});

test("short words, numbers and scripts without spaces are not spelled again", () => {
  expect(["cat", "1234", "ab1234", "退货", "form", "furniture"].map(slipsIn)).toEqual([0, 0, 0, 0, 1, 2]);
});

test("a long word is read as two, without what links them", () => {
  expect(splitsOf("urlaubsantrag")).toContainEqual(["urlaub", "antrag"]);
  expect(splitsOf("ab1234")).toEqual([["ab", "1234"]]);
  expect(splitsOf("1250")).toEqual([]);
});

test("of several sentences the one that asks weighs most, and each alone counts wholly", () => {
  const shares = (query: string) => ask(query, 0.5).terms.map(({ term, share }) => `${term} ${share}`);
  expect(shares("My parrot ate it. Do you repair boots?")).toEqual(["parrot 0.5", "ate 0.5", "repair 1", "boot 1"]);
  expect(shares("Repair boots. Parrots.")).toEqual(["repair 1", "boot 1", "parrot 1"]);
  expect(shares("我的鸚鵡病了。修理吗？")).toContain("修理 1");
});
