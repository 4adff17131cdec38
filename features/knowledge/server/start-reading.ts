import type { TransactionContext } from "#access/operation.ts";
import { processSource } from "./process-source.ts";
import { isSite } from "./kinds/source-kinds.ts";
import { readSite } from "./sites/read-site.ts";
import type { SourceRow } from "./source-row.ts";

/** What is stored of a source that waits to be read. */
export const waiting = { status: "processing", progress: 0, attempts: 0, error_code: null, error_message: null } as const;

/** Has a source read again, in the open transaction; null where it is being read already. */
export async function startReading({ db, send }: Pick<TransactionContext, "db" | "send">, source: SourceRow): Promise<SourceRow | null> {
  const row = await db
    .updateTable("sources")
    .set({ ...waiting, updated_at: new Date() })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .where("status", "<>", "processing")
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  if (!isSite(source)) {
    await send(processSource, { source_id: source.id });
    return row;
  }
  await db
    .updateTable("sites")
    .set((query) => ({ run: query("run", "+", 1), phase: "begin", reader: null, next_sync_at: null }))
    .where("organization_id", "=", source.organization_id)
    .where("source_id", "=", source.id)
    .execute();
  await send(readSite, { source_id: source.id });
  return row;
}
