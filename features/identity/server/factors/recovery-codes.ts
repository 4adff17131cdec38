import { randomBytes } from "node:crypto";
import type { Db } from "#platform/database/transaction.ts";
import { hashToken } from "#platform/keys.ts";
import { recoveryCodesCount } from "../../contract/factors.ts";

/** Without letters and digits that are taken for one another. */
const alphabet = "abcdefghjkmnpqrstuvwxyz123456789";
const length = 16;

/** Replaces the recovery codes of an account. What is stored are hashes, so this is the only time they are seen. */
export async function renewRecoveryCodes(db: Db, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodesCount }, newCode);
  await db.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  await db
    .insertInto("recovery_codes")
    .values(codes.map((code) => ({ user_id: userId, hash: hashToken(code) })))
    .execute();
  return codes.map((code) => code.match(/.{4}/g)!.join("-"));
}

/** Whether this is one of the account's codes, which is gone then. */
export async function spendRecoveryCode(db: Db, userId: string, code: string): Promise<boolean> {
  const spent = await db.deleteFrom("recovery_codes").where("user_id", "=", userId).where("hash", "=", hashToken(code)).executeTakeFirst();
  return spent.numDeletedRows === 1n;
}

/** 80 bits, so that its plain hash can be stored. */
const newCode = () => [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");
