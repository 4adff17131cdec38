import { Secret, TOTP } from "otpauth";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { seal, unseal, type Sealed, type SealingSecrets } from "#platform/seal.ts";

const purpose = "authenticator app";
const secretsOf = ({ appSecret, env }: Platform): SealingSecrets => ({ current: appSecret, previous: env.appSecretPrevious });

/** A new secret of RFC 6238, and the address from which an app takes it. */
export function newAppSecret(label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(secret, label).toString() };
}

/** @param place the account that it is for */
export const sealAppSecret = (platform: Platform, userId: string, secret: string) => seal(secretsOf(platform), purpose, userId, secret);

/**
 * The half minute of which this is the code, now or one before or after; null where it is another or the secret cannot be
 * read any more.
 */
export function stepOfCode(platform: Platform, userId: string, sealed: Sealed, code: string): number | null {
  const secret = unseal(secretsOf(platform), purpose, userId, sealed);
  if (secret === null) return null;
  const delta = totpOf(secret, "").validate({ token: code, window: 1 });
  return delta === null ? null : Math.floor(Date.now() / 30_000) + delta;
}

/** Whether one of the account's apps shows this code and nobody has used it: a code works once. */
export async function spendAppCode(db: Db, platform: Platform, userId: string, code: string): Promise<boolean> {
  const apps = await db
    .selectFrom("factors")
    .select(["id", "sealed", "key_version"])
    .where("user_id", "=", userId)
    .where("kind", "=", "app")
    .execute();
  for (const { id, sealed, key_version } of apps) {
    const step = stepOfCode(platform, userId, { sealed: sealed!, key_version: key_version! }, code);
    if (step === null) continue;
    const spent = await db
      .updateTable("factors")
      .set({ last_step: step, last_used_at: new Date() })
      .where("user_id", "=", userId)
      .where("id", "=", id)
      .where((where) => where.or([where("last_step", "is", null), where("last_step", "<", step)]))
      .executeTakeFirst();
    if (spent.numUpdatedRows === 1n) return true;
  }
  return false;
}

const totpOf = (secret: string, label: string) => new TOTP({ issuer: "Botcadence", label, secret: Secret.fromBase32(secret) });
