import { z } from "zod";

/** Why a conversation is taken to be the same visitor's, the surest first; `identity`: their website has signed it; `same_address`: somebody typed the same one, which proves nothing. */
export const KnownBy = z.enum(["identity", "browser", "proven_address", "same_address"]);

/** What is known of the visitor of a conversation without asking them. What is null was not told. */
export const Visitor = z.object({
  last_active_at: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  language: z.string().nullable(),
  page: z.string().nullable(),
  referrer: z.string().nullable(),
  identity: z
    .object({ subject: z.string(), name: z.string().nullable(), email: z.string().nullable(), at: z.string() })
    .nullable()
    .describe("Who they are, as their website has signed; `subject` is its own name for them."),
  /** The newest fifty of the others. */
  earlier: z.array(z.object({ id: z.string(), known_by: KnownBy, opening: z.string().nullable(), last_message_at: z.string() })),
});
export type Visitor = z.output<typeof Visitor>;
