import type { Db } from "#platform/database/transaction.ts";

/** What the organization's own providers listed last, by their names. */
export async function listOwnModels(db: Db, organizationId: string): Promise<{ name: string; provider: string; provider_id: string }[]> {
  const rows = await db
    .selectFrom("model_providers")
    .select(["id", "name", "models"])
    .where("organization_id", "=", organizationId)
    .orderBy("name")
    .orderBy("id")
    .execute();
  return rows.flatMap(({ id, name: provider, models }) => models.map((name) => ({ name, provider, provider_id: id })));
}
