import type { Db } from "#platform/database/transaction.ts";

/** How many agents an organization has, in all its projects. */
export async function countAgents(db: Db, organizationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("agents")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return count;
}
