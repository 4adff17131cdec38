import { z } from "zod";

const commentLengthMax = 1_000;

/** 1: it helped; -1: it did not. */
const Score = z.union([z.literal(1), z.literal(-1)]);

export const Rating = z.object({ score: Score, comment: z.string().nullable() });
export type Rating = z.output<typeof Rating>;

/** Of an answer by its `message_id`, else of the conversation. It replaces what was said before, the comment included. */
export const RateConversation = z.object({
  score: Score,
  comment: z.string().trim().max(commentLengthMax, "A comment has at most 1,000 characters.").nullish(),
  message_id: z.string().max(100).optional(),
});
export type RateConversation = z.input<typeof RateConversation>;
