import type { TransactionContext } from "#access/operation.ts";
import type { Platform } from "#platform/platform.ts";
import { hasFile } from "./kinds/source-kinds.ts";
import { fileIdOf } from "./kinds/stored-file.ts";
import { processSource } from "./process-source.ts";
import { resizeStored } from "./record-stored.ts";
import { removeSourceFiles } from "./remove-source-files.ts";
import type { SourceRow } from "./source-row.ts";
import { waiting } from "./start-reading.ts";

/** All that makes the content of a source. */
type Content = Pick<SourceRow, "kind" | "name" | "answer" | "media_type" | "size_bytes" | "content_hash" | "file_id" | "duplicate_of">;

/**
 * Puts other content in the place of what a source has, in the open transaction. The source stays the same one: until the new content
 * is read its agents answer from the old, and passages that say the same keep their ids and all that is known of them.
 *
 * @throws BudgetSpent
 */
export async function replaceContent(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  platform: Platform,
  before: SourceRow,
  { size_bytes, ...content }: Content,
): Promise<SourceRow> {
  await resizeStored({ db, send }, platform, before, size_bytes);
  const row = await db
    .updateTable("sources")
    .set({ ...content, ...waiting, duplicate_kept: false, updated_at: new Date() })
    .where("organization_id", "=", before.organization_id)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await send(processSource, { source_id: row.id });
  if (hasFile(before)) await send(removeSourceFiles, { file_ids: [fileIdOf(before)] });
  return row;
}
