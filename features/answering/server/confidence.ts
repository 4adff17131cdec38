import type { Signs } from "./signs.ts";
import weights from "./weights.json" with { type: "json" };

/** How likely it is that a sentence answers a question, by the signs of its passage and its own: 0–1. */
export const likelyToAnswer = (signs: Signs): number => likelihood(weights.answers, signs);

/** How likely it is that what would be quoted answers: 0–1. */
export const likelyToBeRight = (signs: Signs): number => likelihood(weights.dares, signs);

/** How likely it is that a passage helps with a question: 0–1. */
export const likelyToHelp = (signs: Signs): number => likelihood(weights.helps, signs);

/** From which likelihoods on quotes are an answer, and passages are shown. */
export const { answersFrom, helpsFrom } = weights;

function likelihood({ bias, of }: { bias: number; of: Readonly<Record<string, number>> }, signs: Signs): number {
  const sum = Object.entries(of).reduce((all, [name, weight]) => all + weight * signs[name]!, bias);
  return 1 / (1 + Math.exp(-sum));
}
