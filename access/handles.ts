import type { Db } from "#platform/database/transaction.ts";
import { hashToken } from "#platform/keys.ts";

/** How what comes from outside, before an organization is known, leads to one. */
export type HandleKind =
  | "agent"
  | "api_key"
  | "invitation"
  | "test_page"
  | "chat_link"
  | "idempotency_key"
  | "awaited_organization"
  | "stripe_customer";

/**
 * Lets a secret lead to an organization from outside. Only its hash is stored.
 * @throws the database's unique violation of `handles_pkey` where it leads to one already
 */
export async function addHandle(db: Db, organizationId: string, kind: HandleKind, secret: string): Promise<void> {
  await insert(db, organizationId, kind, secret).execute();
}

/** The same for one that may have led there before. */
export async function ensureHandle(db: Db, organizationId: string, kind: HandleKind, secret: string): Promise<void> {
  await insert(db, organizationId, kind, secret)
    .onConflict((clash) => clash.doNothing())
    .execute();
}

export async function removeHandle(db: Db, organizationId: string, kind: HandleKind, secret: string): Promise<void> {
  await db
    .deleteFrom("handles")
    .where("organization_id", "=", organizationId)
    .where("kind", "=", kind)
    .where("hash", "=", hashToken(secret))
    .execute();
}

/** Removes handles of one kind by what is stored of them, in any organization that the transaction sees. */
export async function removeHandlesByHash(db: Db, kind: HandleKind, hashes: readonly string[]): Promise<void> {
  await db
    .deleteFrom("handles")
    .where("kind", "=", kind)
    .where((where) => where("hash", "=", where.fn.any(where.val([...hashes]))))
    .execute();
}

function insert(db: Db, organizationId: string, kind: HandleKind, secret: string) {
  return db.insertInto("handles").values({ organization_id: organizationId, kind, hash: hashToken(secret) });
}
