import type { Db } from "#platform/database/transaction.ts";

/** Remembers how projects or agents are called, in the transaction that deletes them: what they used stays readable. */
export async function saveNames(db: Db, organizationId: string, records: readonly { id: string; name: string }[]): Promise<void> {
  if (records.length === 0) return;
  await db
    .insertInto("usage_names")
    .values(records.map(({ id, name }) => ({ organization_id: organizationId, id, name })))
    .onConflict((clash) => clash.doNothing())
    .execute();
}
