import { z } from "zod";
import { Confirming } from "#features/identity/contract.ts";
import { Status } from "#features/organizations/contract.ts";

/**
 * What the closing of an account does to one of its organizations. `deleted`: nobody else could go on in it, so it goes
 * with the account. `left`: others go on. `hand_over`: others are there but no other Owner, so that comes first.
 */
const ClosingOutcome = z.enum(["deleted", "left", "hand_over"]);

export const AccountClosing = z.object({
  organizations: z.array(z.object({ id: z.string(), name: z.string(), member_count: z.number(), outcome: ClosingOutcome })),
});
export type AccountClosing = z.output<typeof AccountClosing>;

/** `deletes`: the ids of those organizations that one was shown would go too; others are then not deleted. */
export const CloseAccount = Confirming.extend({ deletes: z.array(z.string()).max(10_000).optional() });

/** The account is closed from now on, and gone for good after `purge_at`. */
export const AccountClosed = z.object({ purge_at: z.string() });
export type AccountClosed = z.output<typeof AccountClosed>;

/** Who is signed in, and where they may go. */
export const Me = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string(), email_verified: z.boolean() }),
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), role_name: z.string(), status: Status })),
  last_organization_id: z.string().nullable(),
  /** The name of the organization that the user joins once their address is confirmed; only while they are in none. */
  waits_for: z.string().optional(),
});
export type Me = z.output<typeof Me>;
