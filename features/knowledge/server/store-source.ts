import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import { requireWritable } from "#access/require-writable.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { findProject, lockProjectShared } from "#features/projects/server/find-project.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { Storage, WrittenFile } from "#platform/storage/storage.ts";
import { fileBytesMax, type Source, type SourceKindName } from "../contract.ts";
import { mediaTypeOf, type FileKind } from "./file-type.ts";
import { findTwin } from "./find-twin.ts";
import { oneAsSent } from "./sources-as-sent.ts";
import { fileKey } from "./kinds/stored-file.ts";
import { processSource } from "./process-source.ts";
import { countStored, recordStored } from "./record-stored.ts";
import type { SourceRow } from "./source-row.ts";

/** A file that is on disk and has no row yet. */
export type StoredSource = { id: string; name: string; kind: SourceKindName; fileKind: FileKind; file: WrittenFile };

/** First the file, synced; then its row. A crash in between leaves a file that the sweep removes. */
export async function storeFile(
  storage: Storage,
  organizationId: string,
  source: Omit<StoredSource, "id" | "file">,
  content: AsyncIterable<Uint8Array>,
): Promise<StoredSource> {
  const id = newId("src");
  return { ...source, id, file: await storage.write(fileKey(organizationId, id), content, fileBytesMax) };
}

type Caller = {
  platform: Platform;
  transaction: OpenTransaction;
  organization: { id: string };
  params: { project_id: string };
  actor: { id: string | null };
};

/** Stores one file under a project and answers its row. Where the row fails, the file goes again. */
export async function addSource(
  { platform, transaction, organization, params, actor }: Caller,
  source: Omit<StoredSource, "id" | "file">,
  content: AsyncIterable<Uint8Array>,
): Promise<Source> {
  const { storage } = platform;
  const place = { platform, organizationId: organization.id, projectId: params.project_id, actorId: actor.id };
  await transaction(({ db }) => findProject(db, place.organizationId, place.projectId), "read");
  const stored = await storeFile(storage, place.organizationId, source, content);
  try {
    return await transaction(async (context) => {
      await requireWritable(context.db, place.organizationId);
      await lockProjectShared(context.db, place.organizationId, place.projectId);
      return oneAsSent(context.db, await insertSource(context, place, stored));
    });
  } catch (error) {
    await storage.remove(fileKey(place.organizationId, stored.id));
    throw error;
  }
}

/** What is read of a source, and has no row yet; of an answer `file` is what is stored in its row. */
type NewSource = StoredSource & { answer?: string };
/** Where a source goes, and whose it is. */
type Place = { platform: Platform; organizationId: string; projectId: string; actorId: string | null };

/**
 * Writes the row, queues the processing and leaves the audit entry, all in the open transaction.
 * @throws BudgetSpent before anything is written, where the file does not fit into what may be stored
 */
export async function insertSource({ db, send, audit }: TransactionContext, place: Place, source: NewSource): Promise<SourceRow> {
  const key = { organization_id: place.organizationId, project_id: place.projectId, id: source.id };
  const duplicate_of = await findTwin(db, key, { content_hash: source.file.sha256 });
  await requireRoom(place.platform, db, place.organizationId, {
    kind: "bytes_stored",
    count: () => countStored(db, place.organizationId),
    wanted: source.file.sizeBytes,
  });
  const row = await db
    .insertInto("sources")
    .values({
      ...key,
      kind: source.kind,
      name: source.name,
      answer: source.answer ?? null,
      media_type: mediaTypeOf(source.fileKind),
      size_bytes: source.file.sizeBytes,
      content_hash: source.file.sha256,
      duplicate_of,
      created_by: place.actorId,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordStored({ db, send }, row);
  await send(processSource, { source_id: source.id });
  audit({ target: { type: "source", id: source.id, label: source.name }, after: { name: source.name, size_bytes: source.file.sizeBytes } });
  return row;
}
