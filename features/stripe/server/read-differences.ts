import type { Db } from "#platform/database/transaction.ts";
import { extraSeats, isPlanName, plans } from "#features/plans/server/plans.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";
import { isLive } from "./live.ts";

/** Something that stands otherwise here than at Stripe, as far as it was read last. */
export type Difference = { subject: "seats" | "deletion" | "restoration"; ours: string; theirs: string };

/** What of an organization Stripe has to be told, out of our own rows. */
export async function readDifferences(db: Db, organizationId: string): Promise<Difference[]> {
  const row = await db
    .selectFrom("subscriptions as s")
    .innerJoin("organizations as o", "o.id", "s.organization_id")
    .innerJoin("billing_accounts as b", "b.organization_id", "s.organization_id")
    .select(["s.plan", "s.status", "s.seats_paid", "s.cancels_at", "s.next_plan", "o.purge_at", "b.cancelled_by_deletion"])
    .where("s.organization_id", "=", organizationId)
    .executeTakeFirst();
  if (!row || !isLive(row)) return [];
  if (row.purge_at && !row.cancels_at) return [{ subject: "deletion", ours: "being deleted", theirs: "goes on" }];
  if (!row.purge_at && row.cancelled_by_deletion) return [{ subject: "restoration", ours: "restored", theirs: "cancelled" }];
  if (!isPlanName(row.plan) || row.plan === "free" || row.next_plan) return [];
  const extra = extraSeats(plans[row.plan], await countSeats(db, organizationId));
  return extra === row.seats_paid ? [] : [{ subject: "seats", ours: `${extra} more`, theirs: `${row.seats_paid} more` }];
}
