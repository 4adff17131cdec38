import type { Platform } from "#platform/platform.ts";

/** Marks an address as its account's own, proven by a link that was mailed to it. One that was changed since stays as it is. */
export async function confirmEmail(platform: Platform, userId: string, email: string): Promise<void> {
  await platform.database.identityPool.query(
    "update users set email_verified = true, updated_at = now() where id = $1 and email = $2 and not email_verified",
    [userId, email],
  );
}
