import type { Db } from "#platform/database/transaction.ts";

/** The account of an e-mail address, in small letters. */
export function findUser(db: Db, email: string): Promise<{ id: string; email: string } | undefined> {
  return db.selectFrom("users").select(["id", "email"]).where("email", "=", email).executeTakeFirst();
}
