import { expect, test } from "vitest";
import { costOf, rateOf } from "./rates.ts";

const rate = (model: string, input: number, output: number) => [model, { model, input, output, set_by: "default" as const }] as const;
const rates = new Map([rate("gpt-5-mini", 0.25, 2), rate("claude-haiku-4-5", 1, 5), rate("anthropic/claude-haiku-4-5", 2, 6)]);

test("a rate is found by a model's name, behind a provider's, and for a dated version of it; none is guessed", () => {
  const found = (name: string) => rateOf(rates, name)?.input ?? null;
  expect(["gpt-5-mini", "openai/gpt-5-mini", "gpt-5-mini-2025-08-07", "claude-haiku-4-5-20251001"].map(found)).toEqual([
    0.25, 0.25, 0.25, 1,
  ]);
  expect(found("anthropic/claude-haiku-4-5")).toBe(2);
  expect(["gpt-5", "gpt-5-mini-fine-tuned", "house-large"].map(found)).toEqual([null, null, null]);
});

test("an answer costs the sum of its steps, and nothing is said of one of which a step has no rate", () => {
  const step = { name: "gpt-5-mini", input: 1_000, output: 100 };
  expect(costOf(rates, [step, step])).toBe(900);
  expect(costOf(rates, [step, { ...step, name: "house-large" }])).toBeNull();
  expect(costOf(rates, [])).toBeNull();
});
