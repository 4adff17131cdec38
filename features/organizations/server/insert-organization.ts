import type { Db } from "#platform/database/transaction.ts";

/** @param row `awaits_owner`: nobody is in it yet, and its first Owner is invited */
export function insertOrganization(db: Db, row: { id: string; name: string; awaits_owner?: boolean }) {
  return db.insertInto("organizations").values(row).returning(["id", "name", "created_at", "purge_at"]).executeTakeFirstOrThrow();
}

/** An organization that was created for a customer has its first Owner. */
export async function awaitOwnerNoMore(db: Db, organizationId: string): Promise<void> {
  await db.updateTable("organizations").set({ awaits_owner: false }).where("id", "=", organizationId).execute();
}
