import { z } from "zod";

/** The secret of a one-time link that was mailed to a visitor. It is behind `#`, so no server logs it. */
export const ChatLink = z.object({ secret: z.string().min(1).max(200) });

/**
 * What a link leads to. `open`: the conversation, with its visitor's token for this installation's own pages. `spent` and
 * `expired`: nothing any more, but a new one can be mailed where `can_renew` says so. `website`: where they had the chat.
 */
export const OpenedChatLink = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("open"),
    agent_id: z.string(),
    agent_name: z.string(),
    conversation_id: z.string(),
    visitor_token: z.string(),
  }),
  z.object({ state: z.enum(["spent", "expired"]), can_renew: z.boolean(), website: z.string().nullable() }),
]);
export type OpenedChatLink = z.output<typeof OpenedChatLink>;

/** How what a person writes reaches the visitor of a conversation, for the team. */
export const ReplyRoute = z.object({
  /** What they left; null: nothing. */
  email: z.string().nullable(),
  /** Whether this installation sends mail. */
  sends: z.boolean(),
  /** Whether something of what people wrote was not seen yet. */
  unseen: z.boolean(),
  /** When that was mailed; null: not. */
  mailed_at: z.string().nullable(),
});
export type ReplyRoute = z.output<typeof ReplyRoute>;
