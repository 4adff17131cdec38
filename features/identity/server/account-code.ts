import { z } from "zod";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { isAlive, isRight, makeCode } from "./one-time-code.ts";

/** What a code confirms: an act of an account, and on what. */
export type AccountAct = { name: string; userId: string; on?: readonly string[] };

const Kept = z.object({ hash: z.string(), tries: z.number() });
const wordsOf = ({ name, userId, on = [] }: AccountAct) => [name, userId, ...on];
/** Among better-auth's own rows, which it finds by other names. */
const identifierOf = ({ name, userId }: AccountAct) => `${name}:${userId}`;

/** Makes the code of an act; an earlier one of the same name no longer works. */
export function mintAccountCode(platform: Platform, act: AccountAct): Promise<{ code: string; expiresAt: string }> {
  const identifier = identifierOf(act);
  const { code, kept } = makeCode(platform.appSecret, wordsOf(act));
  const { expires_at, ...value } = kept;
  return leaveTenant(platform, "a code is made that confirms an act of an account").identity(async ({ db }) => {
    await db.deleteFrom("verifications").where("identifier", "=", identifier).execute();
    await db
      .insertInto("verifications")
      .values({ id: newId("ver"), identifier, value: JSON.stringify(value), expires_at })
      .execute();
    return { code, expiresAt: expires_at };
  });
}

/** Spends it: gone when it was right. Commit whatever this answers, so that a try counts. */
export async function spendAccountCode(db: Db, appSecret: string, act: AccountAct, code: string): Promise<boolean> {
  const rows = await db
    .selectFrom("verifications")
    .select(["id", "value", "expires_at"])
    .where("identifier", "=", identifierOf(act))
    .forUpdate()
    .execute();
  for (const { id, value, expires_at } of rows) {
    const kept = { ...Kept.parse(JSON.parse(value)), expires_at };
    if (!isAlive(kept)) continue;
    if (isRight(kept, appSecret, wordsOf(act), code)) {
      await db.deleteFrom("verifications").where("id", "=", id).execute();
      return true;
    }
    const tried = JSON.stringify({ hash: kept.hash, tries: kept.tries + 1 });
    await db.updateTable("verifications").set({ value: tried }).where("id", "=", id).execute();
  }
  return false;
}
