import type { HeldByMember } from "#access/product.ts";

/** Pending invitations end with the membership of their sender; the entry names their addresses. */
export const invitationsOfMember: HeldByMember = {
  name: "invitations",
  async end(db, organizationId, membershipId) {
    const rows = await db
      .updateTable("invitations")
      .set({ revoked_at: new Date() })
      .where("organization_id", "=", organizationId)
      .where("inviter_membership_id", "=", membershipId)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returning("email")
      .execute();
    return { names: rows.map(({ email }) => email).toSorted() };
  },
};
