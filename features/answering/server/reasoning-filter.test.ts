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

test("a model that begins to end thoughts that it never began shows none from the second answer on", () => {
  const first = new ReasoningFilter();
  expect(first.push("SECRET thoughts")).toBe("SECRET thoughts");
  expect(first.push(" end</think>Yes.")).toBe("Yes.");
  expect(first.calledBack()).toBe(true);
  expect(first.calledBack()).toBe(false);
  first.end(true);
  expect(first.beginning).toBe("thoughts");
  const second = new ReasoningFilter("thoughts");
  expect(second.push("SECRET thoughts")).toBe("");
  expect(second.push("</think>Yes.")).toBe("Yes.");
  expect(second.calledBack()).toBe(false);
});

test("a model that was thought to do so and no longer does is answered for in full, and held back no more", () => {
  const reasoning = new ReasoningFilter("thoughts");
  expect(read(reasoning, ["Three ", "days."])).toBe("Three days.");
  expect(reasoning.beginning).toBe("answer");
  const begins = new ReasoningFilter("thoughts");
  expect(read(begins, ["Three <think>SECRET</think>days."])).toBe("Three days.");
});

test.each(["thoughts", "unknown"] as const)("thoughts that a limit or a search cuts off are no answer (%s)", (beginning) => {
  const reasoning = new ReasoningFilter(beginning);
  expect(read(reasoning, ["SECRET and no en"], false)).toBe("");
  expect(reasoning.beginning).toBe(beginning);
});

const first: [what: string, pieces: string[], shown: string, beginning: string][] = [
  ["no tag", ["Three ", "days."], "Three days.", "answer"],
  ["only the end of thoughts", ["SECRET ", "SECRET</th", "ink>Three ", "days."], "Three days.", "thoughts"],
  [
    "a final channel after thoughts",
    ["SECRET<|end|><|start|>assistant<|channel|>final<|message|>", "Three days."],
    "Three days.",
    "thoughts",
  ],
  ["thoughts between tags", ["<think>SECRET</think>", "Three days."], "Three days.", "answer"],
  [
    "a channel of thoughts",
    ["<|channel|>analysis<|message|>SECRET<|end|>", "<|channel|>final<|message|>Three days."],
    "Three days.",
    "answer",
  ],
];

test.each(first)(
  "the first answer of a model shows no thoughts, and says how the next ones begin: %s",
  (_what, pieces, shown, beginning) => {
    const reasoning = new ReasoningFilter("unknown");
    const all = pieces.map((piece) => reasoning.push(piece)).join("") + reasoning.end(true);
    expect([all, reasoning.calledBack(), reasoning.beginning]).toEqual([shown, false, beginning]);
  },
);

test("of a first answer nothing is held any more once its thoughts came apart, or were begun and ended", () => {
  const apart = new ReasoningFilter("unknown");
  expect(apart.push("Three ")).toBe("");
  expect(apart.thinksApart()).toBe("Three ");
  expect(apart.push("days.")).toBe("days.");
  const begun = new ReasoningFilter("unknown");
  expect(begun.push("<think>SECRET</think>Three ")).toBe("Three ");
  expect(begun.push("days.")).toBe("days.");
});

test("a first answer without a word says nothing of the next", () => {
  const reasoning = new ReasoningFilter("unknown");
  expect(reasoning.end(true)).toBe("");
  expect(reasoning.beginning).toBe("unknown");
});
