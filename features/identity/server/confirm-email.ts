import type { Db } from "#platform/database/transaction.ts";

/**
 * Marks an address as its account's own, proven by a link that was mailed to it. The first time that ends all other
 * sessions: whoever signed up with somebody else's address is out. An address that was changed since stays as it is.
 *
 * @returns whether this was the first confirmation
 */
export async function confirmEmail(db: Db, user: { id: string; email: string; sessionId: string }): Promise<boolean> {
  const confirmed = await db
    .updateTable("users")
    .set({ email_verified: true, updated_at: new Date() })
    .where("id", "=", user.id)
    .where("email", "=", user.email)
    .where("email_verified", "=", false)
    .executeTakeFirst();
  if (confirmed.numUpdatedRows === 0n) return false;
  await endOtherSessions(db, user.id, user.sessionId);
  return true;
}

/** No other device counts as known any more, either. */
export async function endOtherSessions(db: Db, userId: string, sessionId: string): Promise<void> {
  await db.deleteFrom("known_devices").where("user_id", "=", userId).where("session_id", "!=", sessionId).execute();
  await db.deleteFrom("sessions").where("user_id", "=", userId).where("id", "!=", sessionId).execute();
}
