import type { Db } from "#platform/database/transaction.ts";

/** How many people are in an organization. */
export async function countMembers(db: Db, organizationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return count;
}
