import type { Db } from "#platform/database/transaction.ts";

/** How many projects an organization has. */
export async function countProjects(db: Db, organizationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("projects")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return count;
}
