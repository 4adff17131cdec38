import { recordUsage } from "#features/usage/server/record-usage.ts";
import type { Db } from "#platform/database/transaction.ts";

type StoredBytes = { id: string; project_id: string; size_bytes: number };

/** Counts the file of a source that is added as stored. */
export async function recordStored(db: Db, source: StoredBytes & { organization_id: string }): Promise<void> {
  await recordUsage(db, source.organization_id, [
    { kind: "bytes_stored", quantity: source.size_bytes, key: source.id, projectId: source.project_id },
  ]);
}

/** Counts the files of sources that are deleted as stored no more; each once, whichever deletion comes first. */
export async function recordRemoved(db: Db, organizationId: string, sources: readonly StoredBytes[]): Promise<void> {
  await recordUsage(
    db,
    organizationId,
    sources.map((source) => ({
      kind: "bytes_stored",
      quantity: -source.size_bytes,
      key: `${source.id} deleted`,
      projectId: source.project_id,
    })),
  );
}
