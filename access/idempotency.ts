import { AppError, conflict } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { AuditSource } from "./audit.ts";
import type { Operation, RequestFacts } from "./operation.ts";

type Done = { status: number; body: unknown };

/**
 * Idempotency-Key: the key's row comes first and the answer last, in the transaction of the act itself, so a second
 * request waits for the first one's commit and gets its answer, and a crash leaves neither.
 *
 * @throws AppError 422 for a key that is too long, 409 for one that was used for another request
 */
export function answerOnce(
  operation: Operation,
  call: { request: Pick<RequestFacts, "idempotencyKey">; params: Readonly<Record<string, string>> },
  source: AuditSource,
  db: Db,
): { earlier(input: unknown): Promise<Done | null>; remember(done: Done): Promise<void> } | null {
  const key = call.request.idempotencyKey;
  if (!key || operation.kind !== "write") return null;
  if (key.length > 200) throw new AppError("invalid", "An Idempotency-Key has at most 200 characters.");
  const actorId = source.actor.id ?? source.actor.type;
  const mine = { organization_id: source.organizationId, key, actor_id: actorId };

  return {
    async earlier(input) {
      const requestHash = hashToken(JSON.stringify([operation.name, call.params, input]));
      const inserted = await db
        .insertInto("idempotency_keys")
        .values({ ...mine, action: operation.name, request_hash: requestHash })
        .onConflict((clash) => clash.doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows) return null;
      const row = await db
        .selectFrom("idempotency_keys")
        .select(["request_hash", "status", "answer"])
        .where("organization_id", "=", mine.organization_id)
        .where("key", "=", key)
        .where("actor_id", "=", actorId)
        .executeTakeFirstOrThrow();
      if (row.request_hash !== requestHash) throw conflict("This Idempotency-Key was used for another request.");
      if (row.answer === null) throw new AppError("already_done", "This was done already; its answer held a secret and was not kept.");
      return { status: row.status ?? 200, body: row.answer };
    },
    async remember(done) {
      await db
        .updateTable("idempotency_keys")
        .set({ status: done.status, answer: holdsSecret(operation, done.body) ? null : JSON.stringify(done.body) })
        .where("organization_id", "=", mine.organization_id)
        .where("key", "=", key)
        .where("actor_id", "=", actorId)
        .execute();
    },
  };
}

/** Forgets the keys that were first used before an instant, and which organizations were created with them. */
export async function removeOldKeys(db: Db, before: string): Promise<void> {
  await db.deleteFrom("idempotency_keys").where("created_at", "<", before).execute();
  await db.deleteFrom("handles").where("kind", "=", "idempotency_key").where("created_at", "<", before).execute();
}

function holdsSecret({ secretAnswer }: Operation, answer: unknown): boolean {
  return typeof secretAnswer === "function" ? secretAnswer(answer as never) : secretAnswer === true;
}
