import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { SourceKey, SourceRow } from "../source-row.ts";

/** How far those sources are, 0–100, that are being prepared to be found by meaning. */
export async function readMeaningProgress(db: Db, sources: readonly SourceRow[]): Promise<Map<string, number>> {
  const waiting = sources.filter(({ status, passage_count }) => status === "synced" && passage_count > 0);
  if (waiting.length === 0) return new Map();
  const { rows } = await sql<{ id: string; progress: number }>`
    select source.id, least(99, 100 * meaning.done / greatest(1, source.passage_count)) progress
    from source_meanings meaning
    join sources source on source.organization_id = meaning.organization_id and source.id = meaning.source_id
    where meaning.organization_id = ${waiting[0]!.organization_id} and meaning.source_id = any(${waiting.map(({ id }) => id)})
      and meaning.synced_at is distinct from source.synced_at
  `.execute(db);
  return new Map(rows.map(({ id, progress }) => [id, progress]));
}

/** Notes that a source's vectors are to be made, before the first of them is. */
export async function noteWaiting(db: Db, { organization_id, id }: SourceKey, model: string): Promise<void> {
  await db
    .insertInto("source_meanings")
    .values({ organization_id, source_id: id, model })
    .onConflict((conflict) => conflict.columns(["organization_id", "source_id"]).doNothing())
    .execute();
}
