import { expect, test } from "vitest";
import { findReplies } from "./find-replies.ts";

const replies = [
  { name: "Labels for Ireland", shortcut: null, text: "It goes through Dublin." },
  { name: "Büro hours", shortcut: "hours", text: "Until five." },
  { name: "Return", shortcut: "label", text: "Here is what you need." },
];
const names = (words: string) => findReplies(replies, words).map(({ name }) => name);

test("a shortcut comes first, then names, then texts; without words all are there", () => {
  expect(names("/label")).toEqual(["Return", "Labels for Ireland"]);
  expect(names("LAB")).toEqual(["Return", "Labels for Ireland"]);
  expect(names("dublin")).toEqual(["Labels for Ireland"]);
  expect(names("buro")).toEqual(["Büro hours"]);
  expect(names("zebra")).toEqual([]);
  expect(names("")).toHaveLength(3);
});
