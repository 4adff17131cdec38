import fc from "fast-check";
import { expect, test } from "vitest";
import { ReasoningFilter } from "./reasoning-filter.ts";

function filter(pieces: readonly string[]): string {
  const reasoning = new ReasoningFilter();
  return pieces.map((piece) => reasoning.push(piece)).join("") + reasoning.end();
}

const texts: [string, string][] = [
  ["<think>The visitor asks.</think>Yes.", "Yes."],
  ["<THINK>a</Think>Yes.", "Yes."],
  ["Yes<think>never ends", "Yes"],
  ["<think>", ""],
  ["a<think>b</think>c<think>d</think>e", "ace"],
  ["<think>a<think>b</think>c</think>d", "d"],
  ["</think>Yes.</think>", "Yes."],
  ["< think >a</ think >b", "b"],
  ['<think budget="9">a</think>b', "b"],
  ["<thinking>a</thinking>b<reasoning>c</reasoning>d<thought>e</thought>f", "bdf"],
  ["[THINK]a[/THINK]b", "b"],
  ["◁think▷a◁/think▷b", "b"],
  ["<think>a < b [1] <i>c</think>d", "d"],
  ["1 < 2 and <b>bold</b> [1] <thinker> [thinking of it] <", "1 < 2 and <b>bold</b> [1] <thinker> [thinking of it] <"],
  ["ends with <thi", "ends with <thi"],
  ["<think>a</think", ""],
];

test.each(texts)("of %j a visitor reads %j", (text, shown) => {
  expect(filter([text])).toBe(shown);
});

test("what is shown does not depend on how the text was cut into pieces", () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(fc.nat({ max: 80 })), ([text, shown], cuts) => {
      const at = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
      expect(filter(at.slice(1).map((end, index) => text.slice(at[index], end)))).toBe(shown);
    }),
    { numRuns: 2_000 },
  );
});

test("text is not held back, and a bracket that never becomes a tag not for long", () => {
  const reasoning = new ReasoningFilter();
  expect(reasoning.push("Hello there, 1 <")).toBe("Hello there, 1 ");
  expect(reasoning.push(" 2")).toBe("< 2");
  expect(reasoning.push(`<think ${"x".repeat(300)}`)).toContain("xxx");
});

test("a step that ended within its thoughts does not swallow the next one", () => {
  const reasoning = new ReasoningFilter();
  expect(reasoning.push("<think>I search first") + reasoning.end()).toBe("");
  expect(reasoning.push("Yes.")).toBe("Yes.");
});
