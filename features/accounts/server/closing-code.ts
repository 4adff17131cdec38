import { z } from "zod";
import { isAlive, isRight, makeCode } from "#features/identity/server/one-time-code.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";

const Kept = z.object({ hash: z.string(), tries: z.number() });
const actOf = (userId: string) => ["close account", userId];
/** Among better-auth's own rows, which it finds by other names. */
const identifierOf = (userId: string) => `close-account:${userId}`;

/** Makes the code that closes an account; an earlier one no longer works. */
export function mintClosingCode(platform: Platform, userId: string): Promise<{ code: string; expiresAt: string }> {
  const identifier = identifierOf(userId);
  const { code, kept } = makeCode(platform.appSecret, actOf(userId));
  const { expires_at, ...value } = kept;
  return platform.database.transaction({ kind: "identity" }, "write", async ({ db }) => {
    await db.deleteFrom("verifications").where("identifier", "=", identifier).execute();
    await db
      .insertInto("verifications")
      .values({ id: newId("ver"), identifier, value: JSON.stringify(value), expires_at })
      .execute();
    return { code, expiresAt: expires_at };
  });
}

/** Spends it: gone when it was right. Commit whatever this answers, so that a try counts. */
export async function spendClosingCode(db: Db, appSecret: string, userId: string, code: string): Promise<boolean> {
  const rows = await db
    .selectFrom("verifications")
    .select(["id", "value", "expires_at"])
    .where("identifier", "=", identifierOf(userId))
    .forUpdate()
    .execute();
  for (const { id, value, expires_at } of rows) {
    const kept = { ...Kept.parse(JSON.parse(value)), expires_at };
    if (!isAlive(kept)) continue;
    if (isRight(kept, appSecret, actOf(userId), code)) {
      await db.deleteFrom("verifications").where("id", "=", id).execute();
      return true;
    }
    const tried = JSON.stringify({ hash: kept.hash, tries: kept.tries + 1 });
    await db.updateTable("verifications").set({ value: tried }).where("id", "=", id).execute();
  }
  return false;
}
