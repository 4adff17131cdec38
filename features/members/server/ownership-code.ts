import { createHmac, randomInt } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import { codeLength } from "../contract.ts";

const lifeMs = 10 * 60 * 1000;
const triesMax = 5;

/** Whose hand-over to whom a code confirms. Ids are those of memberships. */
export type HandOver = { organizationId: string; ownerId: string; membershipId: string };

/**
 * Makes the code of a hand-over; an earlier one of the same Owner no longer works. Stored is a keyed hash, since all
 * codes of this length are quickly tried.
 */
export async function mintOwnershipCode(db: Db, appSecret: string, handOver: HandOver): Promise<{ code: string; expiresAt: string }> {
  const code = String(randomInt(10 ** codeLength)).padStart(codeLength, "0");
  const expiresAt = new Date(Date.now() + lifeMs).toISOString();
  const row = { membership_id: handOver.membershipId, hash: hashCode(appSecret, handOver, code), tries: 0, expires_at: expiresAt };
  await db
    .insertInto("ownership_codes")
    .values({ organization_id: handOver.organizationId, owner_membership_id: handOver.ownerId, ...row })
    .onConflict((clash) => clash.columns(["organization_id", "owner_membership_id"]).doUpdateSet(row))
    .execute();
  return { code, expiresAt };
}

/**
 * Spends a code: it is gone when it was right, and no good after five wrong tries or ten minutes. Commit whatever this
 * answers, so that a try counts.
 */
export async function spendOwnershipCode(db: Db, appSecret: string, handOver: HandOver, code: string): Promise<boolean> {
  const mine = db.selectFrom("ownership_codes").where("organization_id", "=", handOver.organizationId);
  const row = await mine
    .select(["hash", "tries", "expires_at"])
    .where("owner_membership_id", "=", handOver.ownerId)
    .where("membership_id", "=", handOver.membershipId)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.tries >= triesMax || Date.parse(row.expires_at) <= Date.now()) return false;
  if (!sameSecret(row.hash, hashCode(appSecret, handOver, code))) {
    await db
      .updateTable("ownership_codes")
      .set({ tries: sql`tries + 1` })
      .where("organization_id", "=", handOver.organizationId)
      .where("owner_membership_id", "=", handOver.ownerId)
      .execute();
    return false;
  }
  await db
    .deleteFrom("ownership_codes")
    .where("organization_id", "=", handOver.organizationId)
    .where("owner_membership_id", "=", handOver.ownerId)
    .execute();
  return true;
}

function hashCode(appSecret: string, { organizationId, ownerId, membershipId }: HandOver, code: string): string {
  return createHmac("sha256", deriveKey(appSecret, "ownership codes"))
    .update([organizationId, ownerId, membershipId, code].join("\n"))
    .digest("hex");
}
