import { z } from "zod";

/** What a model wrote of a conversation. */
export const ConversationSummary = z.object({
  available: z.boolean().describe("Whether this installation has a model that can write one."),
  written: z
    .object({
      text: z.string(),
      model: z.string(),
      covers: z.number().describe("How many messages it covers."),
      since: z.number().describe("How many have been written since."),
      written_at: z.string(),
    })
    .nullable()
    .describe("Null where none was written."),
});
export type ConversationSummary = z.output<typeof ConversationSummary>;
