import { z } from "zod";
import { Passage, Search } from "#features/knowledge/contract.ts";

/** A passage that an answer rests on; `text` is what was quoted. Where the answer's text says [1], it means the first. */
export const Citation = z.object({ title: z.string(), url: z.string().nullable(), source_id: z.string(), text: z.string() });
export type Citation = z.output<typeof Citation>;

/**
 * Why an answer is what it is: how its question was read, which passages were weighed for it, and from which confidence
 * one of them answers.
 */
export const Why = z.object({
  understood: z.array(z.string()).describe("The words of the question that passages were searched for."),
  found: z.array(Passage.extend({ confidence: z.number().describe("How sure it is that the passage answers, 0 to 1.") })),
  threshold: z.number().describe("The confidence from which a passage is quoted as the answer."),
});
export type Why = z.output<typeof Why>;

export const TryQuestion = Search.pick({ query: true });
export type TryQuestion = z.input<typeof TryQuestion>;

/** What an agent would answer, and why; `why` is null for what is no question, such as a greeting. */
export const TriedAnswer = z.object({
  text: z.string(),
  citations: z.array(Citation),
  outcome: z.string().describe("`answered`, `suggested` or `declined`."),
  why: Why.nullable(),
});
export type TriedAnswer = z.output<typeof TriedAnswer>;
