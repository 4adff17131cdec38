import { expect, test } from "vitest";
import { questionsIn, questionsMax } from "./questions-in.ts";

test("a list of texts is read out of what a model writes around it", () => {
  expect(questionsIn('["How long?", "How much?"]')).toEqual(["How long?", "How much?"]);
  expect(questionsIn('Here they are:\n```json\n["How long?"]\n```\nAnything else?')).toEqual(["How long?"]);
  expect(questionsIn("[]")).toEqual([]);
});

test("what is no list of texts is of no use", () => {
  for (const said of [
    "",
    "I cannot do that.",
    '{"questions": "How long?"}',
    '[{"q": "How long?"}]',
    '["How long?", 7]',
    '["How long?"',
    "[1, 2]",
  ])
    expect(questionsIn(said), said).toBeNull();
});

test("whatever a model was made to write, a few short lines come of it", () => {
  const many = Array.from({ length: 40 }, (_, index) => `How long does parcel ${index} take?`);
  expect(questionsIn(JSON.stringify(many))).toEqual(many.slice(0, questionsMax));
  expect(questionsIn(JSON.stringify(["x".repeat(10_000), "How long?"]))).toEqual(["How long?"]);
  expect(questionsIn(JSON.stringify(["How long?", " How\nlong? ", "???", "", "a\u0000b\u202Ec\u200B d"]))).toEqual(["How long?", "abc d"]);
  expect(questionsIn(JSON.stringify(["a\ud800b?"]))).toEqual(["a\ufffdb?"]);
});
