import { z } from "zod";
import { Passage, Search } from "#features/knowledge/contract.ts";

/**
 * A passage that an answer rests on; `text` is what was quoted, of a suggestion the whole passage. Where the answer's
 * text says [1], it means the first. `heading` is the nearest above the passage. `lines`: of a suggestion, the part of `text` that
 * answers likeliest, where that is not its beginning.
 */
export const Citation = z.object({
  title: z.string(),
  heading: z.string().optional(),
  url: z.string().nullable(),
  source_id: z.string(),
  text: z.string(),
  lines: z.string().optional(),
});
export type Citation = z.output<typeof Citation>;

/**
 * How an answer that was given ended: it says what the documents say, it was not sure and shows passages that may help,
 * or it says that the documents hold no answer.
 */
export const GivenOutcome = z.enum(["answered", "suggested", "declined"]);
export type GivenOutcome = z.output<typeof GivenOutcome>;

/**
 * Why an answer is what it is: how its question was read, which passages were weighed for it, and from which confidence
 * one of them answers.
 */
export const Why = z.object({
  understood: z.array(z.string()).describe("The words of the question that passages were searched for."),
  found: z.array(Passage.extend({ confidence: z.number().describe("How sure it is that the passage answers, 0 to 1.") })),
  threshold: z.number().describe("The confidence from which a passage is quoted as the answer."),
  written: z
    .object({ query: z.string().nullable(), ms: z.number() })
    .optional()
    .describe("What a model wrote to search for in place of a follow-up, and how long that took. `query` null: nothing in time."),
});
export type Why = z.output<typeof Why>;

export const TryQuestion = Search.pick({ query: true });
export type TryQuestion = z.input<typeof TryQuestion>;

const historyMax = 20;
const Turn = z.object({ role: z.enum(["visitor", "agent"]), text: z.string().max(20_000) });

/** To an agent, in a conversation that is nowhere but with who tries it. */
export const TryAgent = TryQuestion.extend({
  draft: z.boolean().optional().describe("Whether the agent's draft is asked, in place of what is published."),
  history: z
    .array(Turn)
    .max(historyMax, `At most ${historyMax} earlier turns.`)
    .optional()
    .describe("What was said before, the oldest first."),
});
export type TryAgent = z.input<typeof TryAgent>;

/** What became of a tool that an answer called: it answered, it failed, it was not called at all, or the visitor is asked first. */
export const ToolOutcome = z.enum(["answered", "failed", "refused", "asked"]);
export type ToolOutcome = z.output<typeof ToolOutcome>;

/** A tool that an answer called. What it sends along in secret is no part of that. */
export const ToolCall = z.object({
  tool: z.string(),
  outcome: ToolOutcome,
  input: z.string().describe("What was filled in, as JSON."),
  said: z.string().describe("The beginning of what it answered, or why it did not."),
  ms: z.number(),
});
export type ToolCall = z.output<typeof ToolCall>;

/** What was done for an answer, and how long each took, in milliseconds. */
export const Took = z.object({
  searches: z.array(z.object({ query: z.string(), found: z.number(), ms: z.number() })),
  calls: z.array(ToolCall).describe("The tools that were called, in order."),
  first_ms: z.number().nullable().describe("Until the first word; null where none was said."),
  ms: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost_usd: z.number().nullable().default(null).describe("Null where no model was asked, or the rate of one is unknown."),
  asks_person: z.boolean().describe("Whether the team would have been asked."),
});
export type Took = z.output<typeof Took>;

/** What an agent would answer, and why; `why` is null for what is no question, such as a greeting. */
export const TriedAnswer = z.object({
  text: z.string(),
  citations: z.array(Citation),
  outcome: GivenOutcome,
  why: Why.nullable(),
  took: Took.optional(),
});
export type TriedAnswer = z.output<typeof TriedAnswer>;
