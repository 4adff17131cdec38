import { z } from "zod";

/**
 * `token`: signed by the visitor's website, which says who they are. `pass`: what an earlier call answered, for a conversation in
 * which something has been said meanwhile.
 */
export const IdentifyVisitor = z
  .object({ token: z.string().min(1).max(4_000).optional(), pass: z.string().min(1).max(4_000).optional() })
  .refine(({ token, pass }) => (token === undefined) !== (pass === undefined), "Send a token or a pass.");

/** `pass` names the same visitor for as long as the conversation lasts; `is_kept`: it is stored with the conversation. */
export const IdentifiedVisitor = z.object({ pass: z.string(), is_kept: z.boolean() });
export type IdentifiedVisitor = z.output<typeof IdentifiedVisitor>;
