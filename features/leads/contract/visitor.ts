import { z } from "zod";

/** Why a conversation is taken to be the same visitor's; `same_address`: somebody typed the same one, which proves nothing. */
const KnownBy = z.enum(["browser", "proven_address", "same_address"]);

/** What is known of the visitor of a conversation without asking them. What is null was not told. */
export const Visitor = z.object({
  last_active_at: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  language: z.string().nullable(),
  page: z.string().nullable(),
  referrer: z.string().nullable(),
  verified: z
    .object({ subject: z.string(), name: z.string().nullable(), email: z.string().nullable() })
    .nullable()
    .describe("Who their website says that they are, by a token that it signed."),
  /** The newest fifty of the others. */
  earlier: z.array(z.object({ id: z.string(), known_by: KnownBy, opening: z.string().nullable(), last_message_at: z.string() })),
});
export type Visitor = z.output<typeof Visitor>;
