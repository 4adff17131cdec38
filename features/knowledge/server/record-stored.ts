import type { TransactionContext } from "#access/operation.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { readUsed } from "#features/budgets/server/lock-meters.ts";
import { readMeterPeriod } from "#features/budgets/server/meter-period.ts";
import type { Db } from "#platform/database/transaction.ts";
import { hasFile } from "./kinds/source-kinds.ts";

type Context = Pick<TransactionContext, "db" | "send">;
type StoredBytes = { id: string; project_id: string; kind: string; size_bytes: number };

/** How many bytes an organization has stored, by the ledger. */
export async function countStored(db: Db, organizationId: string): Promise<number> {
  return (await readUsed(db, organizationId, await readMeterPeriod(db, organizationId, null), null))("bytes_stored");
}

/** Counts the file of a source that is added as stored. */
export async function recordStored(context: Context, source: StoredBytes & { organization_id: string }): Promise<void> {
  await countUsage(context, source.organization_id, [
    { kind: "bytes_stored", quantity: source.size_bytes, key: source.id, projectId: source.project_id },
  ]);
}

/** Counts the files of sources that are deleted as stored no more; each once, whichever deletion comes first. */
export async function recordRemoved(context: Context, organizationId: string, sources: readonly StoredBytes[]): Promise<void> {
  await countUsage(
    context,
    organizationId,
    sources.filter(hasFile).map((source) => ({
      kind: "bytes_stored",
      quantity: -source.size_bytes,
      key: `${source.id} deleted`,
      projectId: source.project_id,
    })),
  );
}
