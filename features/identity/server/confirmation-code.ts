import { createHmac, randomInt } from "node:crypto";
import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { deriveKey } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import { codeLength } from "../contract.ts";

const lifeMs = 10 * 60 * 1000;

/** What a code confirms: an act of an account, and on what. It is good for nothing else. */
export type ConfirmedAct = { name: "close-account" | "change-address" | "change-factors" | "hand-over"; on?: readonly string[] };

/**
 * Makes the code of an act, six digits that work once, for ten minutes and five tries; an earlier one of the same act no
 * longer works. Stored is a keyed hash, since all codes of this length are quickly tried.
 */
export async function mintCode(platform: Platform, userId: string, act: ConfirmedAct): Promise<{ code: string; expiresAt: string }> {
  const code = String(randomInt(10 ** codeLength)).padStart(codeLength, "0");
  const expires_at = new Date(Date.now() + lifeMs).toISOString();
  const row = { hash: hashCode(platform.appSecret, userId, act, code), tries: 0, expires_at };
  await leaveTenant(platform, "a code is made that confirms an act of an account").identity(({ db }) =>
    db
      .insertInto("confirmation_codes")
      .values({ user_id: userId, act: act.name, ...row })
      .onConflict((clash) => clash.columns(["user_id", "act"]).doUpdateSet(row))
      .execute(),
  );
  return { code, expiresAt: expires_at };
}

/** Spends it, in a transaction of any scope: gone when it was right. Commit whatever this answers, so that a try counts. */
export async function spendCode(db: Db, appSecret: string, userId: string, act: ConfirmedAct, code: string): Promise<boolean> {
  const hash = hashCode(appSecret, userId, act, code);
  const { rows } = await sql<{ spent: boolean }>`select spend_confirmation_code(${userId}, ${act.name}, ${hash}) as spent`.execute(db);
  return rows[0]!.spent;
}

function hashCode(appSecret: string, userId: string, { name, on = [] }: ConfirmedAct, code: string): string {
  return createHmac("sha256", deriveKey(appSecret, "one-time codes"))
    .update([name, userId, ...on, code].join("\n"))
    .digest("hex");
}
