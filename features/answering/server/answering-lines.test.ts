import { expect, test } from "vitest";
import { answeringLines } from "./answering-lines.ts";
import { sentencesOf } from "./sentences.ts";

const text =
  "We open at nine. Parcels are kept at the shop for seven days.\nThen they go back to their sender, at no cost. Ask us for more.";
const linesFrom = (at: number) => answeringLines(text, sentencesOf(text), at);

test("a card shows the sentence that answers, word for word, with what follows it up to about two lines", () => {
  expect(linesFrom(1)).toBe("Parcels are kept at the shop for seven days.\nThen they go back to their sender, at no cost.");
  expect(text).toContain(linesFrom(1));
  expect(linesFrom(3)).toBe("Ask us for more.");
});

test("where the passage begins with it nothing is said twice", () => {
  expect(linesFrom(0)).toBeUndefined();
  expect(answeringLines("", [], 0)).toBeUndefined();
});
