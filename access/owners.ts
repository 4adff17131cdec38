import type { Db } from "#platform/database/transaction.ts";

export type Owner = { membership_id: string; id: string; email: string; name: string };

/** Who owns an organization, those who came first before the others. */
export function ownersOf(db: Db, organizationId: string): Promise<Owner[]> {
  return db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .select(["m.id as membership_id", "u.id", "u.email", "u.name"])
    .where("m.organization_id", "=", organizationId)
    .where("m.role", "=", "owner")
    .orderBy("m.id")
    .execute();
}
