import { sql } from "kysely";
import { countMembers } from "#features/members/server/count-members.ts";
import type { Db } from "#platform/database/transaction.ts";
import { openInvitations } from "./present-invitation.ts";

/** How many seats of an organization are taken: by its members, and by pending invitations, each of which keeps its own. */
export async function countSeats(db: Db, organizationId: string): Promise<number> {
  const { pending } = await openInvitations(db, organizationId)
    .select(({ fn }) => fn.countAll<number>().as("pending"))
    .where((where) => where.or([where("i.expires_at", "is", null), where("i.expires_at", ">", sql<string>`now()`)]))
    .executeTakeFirstOrThrow();
  return (await countMembers(db, organizationId)) + pending;
}
