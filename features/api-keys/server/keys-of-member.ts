import type { HeldByMember } from "#access/product.ts";

/** API keys end with the membership of their creator; the database sees to that. */
export const keysOfMember: HeldByMember = {
  name: "api_keys",
  async end(db, organizationId, membershipId) {
    const keys = await db
      .selectFrom("api_keys")
      .select("name")
      .where("organization_id", "=", organizationId)
      .where("membership_id", "=", membershipId)
      .orderBy("id")
      .execute();
    return { names: keys.map(({ name }) => name) };
  },
};
