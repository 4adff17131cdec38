import type { TransactionContext } from "#access/operation.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { readUsed } from "#features/budgets/server/lock-meters.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { readMeterPeriod } from "#features/budgets/server/meter-period.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { SourceRow } from "./source-row.ts";

type Context = Pick<TransactionContext, "db" | "send">;
/** What takes up storage, by its id. */
type StoredBytes = { id: string; project_id: string; size_bytes: number };

/** How many bytes an organization has stored, by the ledger. */
export async function countStored(db: Db, organizationId: string): Promise<number> {
  return (await readUsed(db, organizationId, await readMeterPeriod(db, organizationId, null), null))("bytes_stored");
}

/** Counts a file that is added as stored. */
export async function recordStored(
  context: Context,
  { organization_id, ...file }: StoredBytes & { organization_id: string },
): Promise<void> {
  await countUsage(context, organization_id, [
    { kind: "bytes_stored", quantity: file.size_bytes, key: file.id, projectId: file.project_id },
  ]);
}

/** Counts files that are deleted as stored no more; each once, whichever deletion comes first. */
export async function recordRemoved(context: Context, organizationId: string, files: readonly StoredBytes[]): Promise<void> {
  await countUsage(
    context,
    organizationId,
    files.map(({ id, project_id, size_bytes }) => ({
      kind: "bytes_stored",
      quantity: -size_bytes,
      key: `${id} deleted`,
      projectId: project_id,
    })),
  );
}

/** Counts what the text of a site or an answer grew or shrank by, and what its source shows of that. */
export async function recordChanged(
  context: Context,
  { organization_id, project_id, source_id }: { organization_id: string; project_id: string; source_id: string },
  { key, bytes, passages }: { key: string; bytes: number; passages: number },
): Promise<void> {
  await context.db
    .updateTable("sources")
    .set((query) => ({ size_bytes: query("size_bytes", "+", bytes), passage_count: query("passage_count", "+", passages) }))
    .where("organization_id", "=", organization_id)
    .where("id", "=", source_id)
    .execute();
  await countUsage(context, organization_id, [{ kind: "bytes_stored", quantity: bytes, key, projectId: project_id }]);
}

/**
 * Counts what the content of a source grew or shrank by; each change once, two of the same size are two.
 *
 * @throws BudgetSpent
 */
export async function resizeStored(context: Context, platform: Platform, before: SourceRow, sizeBytes: number): Promise<void> {
  const { organization_id, project_id, id: source_id } = before;
  const bytes = sizeBytes - before.size_bytes;
  if (bytes > 0)
    await requireRoom(platform, context.db, organization_id, {
      kind: "bytes_stored",
      count: () => countStored(context.db, organization_id),
      wanted: bytes,
    });
  if (bytes !== 0) await recordChanged(context, { organization_id, project_id, source_id }, { key: newId("src"), bytes, passages: 0 });
}
