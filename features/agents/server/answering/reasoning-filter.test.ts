import fc from "fast-check";
import { expect, test } from "vitest";
import { ReasoningFilter } from "./reasoning-filter.ts";

function filter(pieces: readonly string[]): string {
  return read(new ReasoningFilter(), pieces);
}

/** What is left of an answer in the end. */
function read(reasoning: ReasoningFilter, pieces: readonly string[], isWhole = true): string {
  let text = "";
  for (const piece of pieces) {
    const more = reasoning.push(piece);
    text = reasoning.calledBack() ? more : text + more;
  }
  return text + reasoning.end(isWhole);
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
  ["The visitor asks.</think>Yes.", "Yes."],
  ["a</think>b<think>c</think>d", "bd"],
  ["<think>a</think>b</think>c", "bc"],
  ["<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b", "b"],
  ["<|channel|>final<|message|>b<|return|>", "b"],
  ["<|channel|>commentary to=search<|message|>a<|end|>", ""],
  ["<|channel|>final <|message|>b < c <|chan", "b < c <|chan"],
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
  expect(reasoning.push("<think>I search first") + reasoning.end(false)).toBe("");
  expect(reasoning.push("Yes.")).toBe("Yes.");
});

test("a model that ends thoughts it never began shows none from the second answer on", () => {
  const first = new ReasoningFilter();
  expect(first.push("SECRET thoughts")).toBe("SECRET thoughts");
  expect(first.push(" end</think>Yes.")).toBe("Yes.");
  expect(first.calledBack()).toBe(true);
  expect(first.calledBack()).toBe(false);
  first.end(true);
  expect(first.holdsBack).toBe(true);
  const second = new ReasoningFilter(true);
  expect(second.push("SECRET thoughts")).toBe("");
  expect(second.push("</think>Yes.")).toBe("Yes.");
  expect(second.calledBack()).toBe(false);
});

test("a model that was thought to do so and no longer does is answered for in full, and held back no more", () => {
  const reasoning = new ReasoningFilter(true);
  expect(read(reasoning, ["Three ", "days."])).toBe("Three days.");
  expect(reasoning.holdsBack).toBe(false);
  const begins = new ReasoningFilter(true);
  expect(read(begins, ["Three <think>SECRET</think>days."])).toBe("Three days.");
});

test("thoughts that a limit or a search cuts off are no answer", () => {
  const reasoning = new ReasoningFilter(true);
  expect(read(reasoning, ["SECRET and no en"], false)).toBe("");
  expect(reasoning.holdsBack).toBe(true);
});
