import type { RoleHolders } from "#access/product.ts";

/** Invitations that nobody has answered have the role that they offer; of the others it is history. */
export const invitationsByRole: RoleHolders = {
  async count(db, organizationId, role) {
    const rows = await db
      .selectFrom("invitations")
      .select((query) => ["role", query.fn.countAll<number>().as("count")])
      .where("organization_id", "=", organizationId)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .$if(role !== undefined, (all) => all.where("role", "=", role!))
      .groupBy("role")
      .execute();
    return new Map(rows.map(({ role: id, count }) => [id, count]));
  },
  async move(db, organizationId, from, to) {
    await db
      .updateTable("invitations")
      .set({ role: to })
      .where("organization_id", "=", organizationId)
      .where("role", "=", from)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .execute();
  },
};
