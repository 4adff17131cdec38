import { sql } from "kysely";
import { isAlive, isRight, makeCode } from "#features/identity/server/one-time-code.ts";
import type { Db } from "#platform/database/transaction.ts";

/** Whose hand-over to whom a code confirms. Ids are those of memberships. */
export type HandOver = { organizationId: string; ownerId: string; membershipId: string };

const actOf = ({ organizationId, ownerId, membershipId }: HandOver) => ["hand over", organizationId, ownerId, membershipId];

/** Makes the code of a hand-over; an earlier one of the same Owner no longer works. */
export async function mintOwnershipCode(db: Db, appSecret: string, handOver: HandOver): Promise<{ code: string; expiresAt: string }> {
  const { code, kept } = makeCode(appSecret, actOf(handOver));
  const row = { membership_id: handOver.membershipId, ...kept };
  await db
    .insertInto("ownership_codes")
    .values({ organization_id: handOver.organizationId, owner_membership_id: handOver.ownerId, ...row })
    .onConflict((clash) => clash.columns(["organization_id", "owner_membership_id"]).doUpdateSet(row))
    .execute();
  return { code, expiresAt: kept.expires_at };
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
  if (!row || !isAlive(row)) return false;
  if (!isRight(row, appSecret, actOf(handOver), code)) {
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
