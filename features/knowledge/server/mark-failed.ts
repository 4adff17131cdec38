import type { Db } from "#platform/database/transaction.ts";
import type { SourceKey } from "./source-row.ts";

/** Why a source failed, by a code that stays, and what to do about it. */
export type Failure = { code: string; message: string };

/** Says why a source failed; passages that were read before stay. */
export async function markFailed(db: Db, source: SourceKey, { code, message }: Failure): Promise<void> {
  await db
    .updateTable("sources")
    .set({ status: "failed", progress: 0, attempts: 0, error_code: code, error_message: message, updated_at: new Date() })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .execute();
}
