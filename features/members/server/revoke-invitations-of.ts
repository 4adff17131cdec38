import type { Db } from "#platform/database/transaction.ts";

/**
 * Takes back what a member has sent and nobody has answered, for whoever ends his membership.
 *
 * @returns the addresses, for the audit log
 */
export async function revokeInvitationsOf(db: Db, organizationId: string, membershipId: string): Promise<string[]> {
  const rows = await db
    .updateTable("invitations")
    .set({ revoked_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("inviter_membership_id", "=", membershipId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("email")
    .execute();
  return rows.map(({ email }) => email).toSorted();
}
