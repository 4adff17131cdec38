import { AppError, conflict } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { JsonAnswer } from "./answer.ts";
import type { Operation, RequestFacts } from "./operation.ts";

/** A request that a caller may repeat. */
export type Repeatable = { key: string; requestHash: string; operation: Operation };
/** Whose key it is, and with whose rows it is stored. */
export type KeyOwner = { organizationId: string; actorId: string } | { userId: string | null };

/**
 * What the caller's Idempotency-Key asks for; null without one, or where nothing is written.
 *
 * @throws AppError 422 for a key that is too long
 */
export function repeatableOf(
  operation: Operation,
  call: { request: Pick<RequestFacts, "idempotencyKey">; params: Readonly<Record<string, string>> },
  input: unknown,
): Repeatable | null {
  const key = call.request.idempotencyKey;
  if (!key || operation.kind !== "write") return null;
  if (key.length > 200) throw new AppError("invalid", "An Idempotency-Key has at most 200 characters.");
  return { key, operation, requestHash: hashToken(JSON.stringify([operation.name, call.params, input])) };
}

/**
 * Does it once: the key's row comes first and the answer last, in the transaction of the act itself, so a second request
 * waits for the first one's commit and gets its answer, and a crash leaves neither.
 *
 * @throws AppError 409 for a key that was used for another request, or whose answer held a secret
 */
export async function answerOnce(
  db: Db,
  repeatable: Repeatable | null,
  owner: KeyOwner,
  act: () => Promise<JsonAnswer>,
): Promise<{ answer: JsonAnswer; repeated: boolean }> {
  if (!repeatable) return { answer: await act(), repeated: false };
  if (!(await takeKey(db, repeatable, owner))) return { answer: await earlierAnswer(db, repeatable, owner), repeated: true };
  const answer = await act();
  await saveAnswer(db, repeatable, owner, answer);
  return { answer, repeated: false };
}

/** False where the key was used before. */
export async function takeKey(db: Db, { key, operation, requestHash }: Repeatable, owner: KeyOwner): Promise<boolean> {
  const row = { key, action: operation.name, request_hash: requestHash };
  const inserted =
    "userId" in owner
      ? db
          .insertInto("account_idempotency_keys")
          .values({ ...row, user_id: owner.userId })
          .onConflict((clash) => clash.doNothing())
      : db
          .insertInto("idempotency_keys")
          .values({ ...row, organization_id: owner.organizationId, actor_id: owner.actorId })
          .onConflict((clash) => clash.doNothing());
  const { numInsertedOrUpdatedRows: count } = await inserted.executeTakeFirst();
  return count !== undefined && count > 0n;
}

/** What the same request was answered before. */
export async function earlierAnswer(db: Db, { key, requestHash }: Repeatable, owner: KeyOwner): Promise<JsonAnswer> {
  const columns = ["request_hash", "status", "answer"] as const;
  const row = await ("userId" in owner
    ? db
        .selectFrom("account_idempotency_keys")
        .select(columns)
        .where("user_id", "is not distinct from", owner.userId)
        .where("key", "=", key)
        .executeTakeFirst()
    : db
        .selectFrom("idempotency_keys")
        .select(columns)
        .where("organization_id", "=", owner.organizationId)
        .where("actor_id", "=", owner.actorId)
        .where("key", "=", key)
        .executeTakeFirst());
  if (!row) throw new AppError("already_done", "This was done already, and its answer was not kept.");
  if (row.request_hash !== requestHash) throw usedForAnother();
  if (row.status === 204) return { status: 204, body: null };
  if (row.answer === null)
    throw new AppError("already_done", "This was already done. Its answer contained a secret or a visitor's words and was not stored.");
  return { status: row.status ?? 200, body: row.answer };
}

export async function saveAnswer(db: Db, { key, operation }: Repeatable, owner: KeyOwner, { status, body }: JsonAnswer): Promise<void> {
  const answer = { status, answer: holdsSecret(operation, body) ? null : JSON.stringify(body) };
  await ("userId" in owner
    ? db
        .updateTable("account_idempotency_keys")
        .set(answer)
        .where("user_id", "is not distinct from", owner.userId)
        .where("key", "=", key)
        .execute()
    : db
        .updateTable("idempotency_keys")
        .set(answer)
        .where("organization_id", "=", owner.organizationId)
        .where("actor_id", "=", owner.actorId)
        .where("key", "=", key)
        .execute());
}

/** Forgets the keys that were first used before an instant, and which organizations were created with them. */
export async function removeOldKeys(db: Db, before: string): Promise<void> {
  await db.deleteFrom("idempotency_keys").where("created_at", "<", before).execute();
  await db.deleteFrom("account_idempotency_keys").where("created_at", "<", before).execute();
  await db.deleteFrom("handles").where("kind", "=", "idempotency_key").where("created_at", "<", before).execute();
}

export const usedForAnother = () => conflict("This Idempotency-Key was used for another request.");

function holdsSecret({ secretAnswer }: Operation, answer: unknown): boolean {
  return typeof secretAnswer === "function" ? secretAnswer(answer as never) : secretAnswer === true;
}
