import type { Db } from "#platform/database/transaction.ts";
import { AppError, notFound } from "#platform/errors.ts";
import { factColumns, statusAllows, statusOf, statusSentence } from "./status.ts";

/**
 * For the last transaction of what takes long, such as an upload: the organization may have become read-only since its
 * door was passed. Its status stays as it is until the transaction ends.
 *
 * @throws AppError 423, or 404 where the organization is gone
 */
export async function requireWritable(db: Db, organizationId: string): Promise<void> {
  const facts = await db
    .selectFrom("organizations")
    .select([...factColumns])
    .where("id", "=", organizationId)
    .forShare()
    .executeTakeFirst();
  if (!facts) throw notFound();
  const status = statusOf(facts);
  if (!statusAllows(status, "write")) throw new AppError("status_forbids", statusSentence(status));
}
