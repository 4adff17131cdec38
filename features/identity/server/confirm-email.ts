import type { Db } from "#platform/database/transaction.ts";

/**
 * Marks an address as its account's own, proven by a link that was mailed to it. The first time that ends all other
 * sessions: somebody who signed up with an address that is not theirs is out. An address that was changed since stays as it is.
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
  await endSessions(db, user.id, user.sessionId);
  return true;
}

/** Signs an account out everywhere, or everywhere but in one session. No device counts as known afterwards but that session's. */
export async function endSessions(db: Db, userId: string, exceptSessionId = ""): Promise<void> {
  await db.deleteFrom("known_devices").where("user_id", "=", userId).where("session_id", "!=", exceptSessionId).execute();
  await db.deleteFrom("sessions").where("user_id", "=", userId).where("id", "!=", exceptSessionId).execute();
}
