import { expect, test } from "vitest";
import type { Verdict } from "../contract.ts";
import { compare, judge } from "./judge.ts";

const citation = { title: "Delivery", url: null, source_id: "src_1", text: "Parcels arrive within three days." };
const answered = { text: "Within **three  days** [1].", citations: [citation], outcome: "answered" as const };
const suggested = { text: "I am not sure. This may help:", citations: [citation], outcome: "suggested" as const };
const declined = { text: "I do not know.", citations: [], outcome: "declined" as const };
const expecting = (more: object) => ({ expects: "text", expected_text: null, source_id: null, suggestion_counts: false, ...more });

test.each<[object, typeof answered | typeof suggested | typeof declined, Verdict]>([
  [{ expected_text: "THREE days." }, answered, "has_text"],
  [{ expected_text: "four days" }, answered, "lacks_text"],
  [{ expected_text: "three days" }, declined, "was_declined"],
  [{ expected_text: "three days" }, suggested, "only_suggested"],
  [{ expected_text: "three days", suggestion_counts: true }, suggested, "has_text"],
  // What introduces a suggestion is no answer.
  [{ expected_text: "not sure", suggestion_counts: true }, suggested, "lacks_text"],
  // What an answer cites is not what it says.
  [{ expected_text: "Parcels arrive" }, answered, "lacks_text"],
  [{ expects: "source", source_id: "src_1" }, answered, "from_source"],
  [{ expects: "source", source_id: "src_2" }, answered, "from_others"],
  [{ expects: "source", source_id: null }, answered, "source_gone"],
  [{ expects: "source", source_id: "src_1" }, suggested, "only_suggested"],
  [{ expects: "source", source_id: "src_1", suggestion_counts: true }, suggested, "from_source"],
  [{ expects: "source", source_id: "src_1" }, declined, "was_declined"],
  [{ expects: "declined" }, declined, "declined"],
  [{ expects: "declined" }, suggested, "not_declined"],
  [{ expects: "declined" }, answered, "not_declined"],
])("%j, answered with %j: %s", (expected, answer, verdict) => {
  expect(judge(expecting(expected), answer)).toBe(verdict);
});

test.each([
  ["It's “free” – always", 'it’s "free" - ALWAYS'],
  ["a\u00a0b\nc", "a b c"],
  ["Use `npm start`", "npm start"],
  ["ﬁve days [1] or less", "five days or less"],
])("%j holds %j, however it is written", (text, expected_text) => {
  expect(judge(expecting({ expected_text }), { ...answered, text })).toBe("has_text");
});

test.each<[Verdict, Verdict | null, string]>([
  ["has_text", null, "passing"],
  ["lacks_text", null, "failing"],
  ["has_text", "declined", "still_passing"],
  ["lacks_text", "was_declined", "still_failing"],
  ["lacks_text", "has_text", "newly_failing"],
  ["from_source", "source_gone", "newly_passing"],
  ["unavailable", "has_text", "unanswered"],
  ["budget_spent", null, "unanswered"],
])("%s after %s is %s", (verdict, before, change) => {
  expect(compare(verdict, before)).toBe(change);
});
