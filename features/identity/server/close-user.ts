import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";

/** From then on the account is closed; it is deleted at that instant unless it is reopened before. */
export async function closeUser(db: Db, userId: string, purgeAt: Date): Promise<void> {
  await db.updateTable("users").set({ purge_at: purgeAt }).where("id", "=", userId).execute();
}

/** @returns whether it was still closed until then */
export async function reopenUser(db: Db, userId: string, purgeAt: string): Promise<boolean> {
  const reopened = await db
    .updateTable("users")
    .set({ purge_at: null })
    .where("id", "=", userId)
    .where("purge_at", "=", purgeAt)
    .executeTakeFirst();
  return reopened.numUpdatedRows > 0n;
}

/** Deletes an account: sessions and ways to sign in go by reference, what waits for a mailed link by the account's id or address. */
export async function deleteUser(db: Db, { id, email }: { id: string; email: string }): Promise<void> {
  await sql`delete from verifications where identifier = ${email} or strpos(identifier, ${id}) > 0 or strpos(value, ${id}) > 0`.execute(db);
  await db.deleteFrom("users").where("id", "=", id).execute();
}
