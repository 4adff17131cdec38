import { z } from "zod";

/**
 * A passage that an answer rests on; `text` is what was quoted, of a suggestion the whole passage. Where the answer's
 * text says [1], it means the first. `heading` is the nearest above the passage.
 */
export const Citation = z.object({
  title: z.string(),
  heading: z.string().optional(),
  url: z.string().nullable(),
  source_id: z.string(),
  text: z.string(),
});
export type Citation = z.output<typeof Citation>;

/**
 * How an answer that was given ended: it says what the documents say, it was not sure and shows passages that may help,
 * or it says that the documents hold no answer.
 */
export const GivenOutcome = z.enum(["answered", "suggested", "declined"]);
export type GivenOutcome = z.output<typeof GivenOutcome>;
