import { verifyPassword } from "better-auth/crypto";
import { leaveTenant } from "#access/leave-tenant.ts";
import { invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";

const limit = { name: "password that confirms", points: 10, seconds: 300 };

/** Whether an account has a password; one that came by Google alone has none. */
export async function hasPassword(platform: Platform, userId: string): Promise<boolean> {
  return (await readHash(platform, userId)) !== null;
}

/**
 * Whether this is the account's password, for acts that a session alone is not enough for. Ten tries in five minutes.
 * @throws AppError `too_many`
 */
async function checkPassword(platform: Platform, userId: string, password: string): Promise<boolean> {
  await platform.limits.take(limit, userId);
  const hash = await readHash(platform, userId);
  return hash !== null && verifyPassword({ hash, password });
}

/** @throws AppError 422 at the field `password` where it is missing or wrong; `too_many` */
export async function requirePassword(platform: Platform, userId: string, password: string | undefined): Promise<void> {
  if (password === undefined) throw invalid({ password: "Enter your password to confirm." });
  if (!(await checkPassword(platform, userId, password))) throw invalid({ password: "This is not your password." });
}

async function readHash(platform: Platform, userId: string): Promise<string | null> {
  const { rows } = await leaveTenant(platform, "the password of an account").identityPool.query(
    "select password from accounts where user_id = $1 and provider_id = 'credential' and password is not null",
    [userId],
  );
  return rows[0]?.password ?? null;
}
