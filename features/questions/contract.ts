import { z } from "zod";

/** How the last writing of a source's questions went, or how far it is. */
const Writing = z.object({
  status: z.enum(["running", "done", "stopped", "failed"]),
  /** Why it failed. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Passages that had no questions when it began. */
  total: z.number(),
  done: z.number(),
  failed: z.number().describe("Passages for which the model wrote nothing that can be used. They can be asked for again."),
  questions: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  started_by_label: z.string(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
});

/** What is known of the questions that a model wrote for a source's passages, and what the rest would take. */
export const SourceQuestions = z.object({
  passages: z.number(),
  questions: z.number(),
  /** Passages that have none: nobody asked for them, or their text has changed since. */
  without: z.number(),
  model: z.string().nullable().describe("Which model would write them; null: this installation has none."),
  tokens: z
    .object({ input: z.number(), output: z.number() })
    .describe("About how many tokens it would read and write for the passages without questions."),
  writing: Writing.nullable(),
});
export type SourceQuestions = z.output<typeof SourceQuestions>;
