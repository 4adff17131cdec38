import { createHash } from "node:crypto";
import type { OpenTransaction } from "#access/operation.ts";
import type { ArchivedFile, OwnedTable, Row } from "#access/tables.ts";
import type { Platform } from "#platform/platform.ts";
import type { ZipEntry } from "#platform/zip.ts";
import { filePath } from "./archive-path.ts";
import { archivedTables, leftOut, type ArchivedTable } from "./archived-tables.ts";
import { countRows, readRows } from "./read-rows.ts";

/** The archive's format; a reader may count on it. The version goes up when something that was there changes. */
const format = { name: "botcadence-export", version: 1 } as const;

/** What a row counts for beside the bytes of files, when progress is measured. */
const bytesPerRow = 1_000;

export type ArchiveSource = {
  platform: Platform;
  organization: { id: string; name: string };
  /** The product's. */
  tables: readonly OwnedTable[];
  transaction: OpenTransaction;
  signal: AbortSignal;
  /** Told often how much is done, from 0 to 1; what it throws ends the archive. */
  onProgress(share: number): Promise<void>;
};

type DataFile = { path: string; rows: number; size_bytes: number; sha256: string };

/**
 * Everything of an organization, as entries of an archive: a file of JSON lines a table, the stored files, and at the
 * end the manifest, which counts and sums up what came before it. Reads pages as they are taken.
 */
export async function* archiveEntries(source: ArchiveSource): AsyncGenerator<ZipEntry> {
  const { platform, organization } = source;
  const startedAt = new Date();
  const tables = await tablesOf(source);
  const advance = await openProgress(source, tables);
  const entry = (path: string, content: AsyncIterable<Uint8Array>) => ({ path, content, compress: true, modifiedAt: startedAt });

  const data: DataFile[] = [];
  for (const table of tables) {
    const file: DataFile = { path: `data/${table.name}.jsonl`, rows: 0, size_bytes: 0, sha256: "" };
    yield entry(file.path, writeLines(source, table, file, advance));
    data.push(file);
  }

  const files = { folder: "files/", count: 0, size_bytes: 0, missing: [] as string[] };
  for await (const { id, file } of filesOf(source, tables)) {
    const stored = await platform.storage.read(file.key(organization.id));
    if (!stored) {
      files.missing.push(id);
      continue;
    }
    yield {
      path: filePath(id, file),
      content: counted(stored.stream, advance),
      compress: !isPacked(file.mediaType),
      modifiedAt: file.createdAt,
    };
    files.count += 1;
    files.size_bytes += stored.sizeBytes;
  }

  const manifest = {
    format: format.name,
    version: format.version,
    documentation: `${platform.env.appUrl}/docs/export`,
    organization: { id: organization.id, name: organization.name },
    started_at: startedAt.toISOString(),
    finished_at: new Date().toISOString(),
    data,
    files,
    left_out: leftOut(platform, source.tables, tables),
  };
  yield entry(
    "manifest.json",
    (async function* () {
      yield Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    })(),
  );
}

/** What this installation does not speak of is exported where there is some of it, and is not named where there is none. */
async function tablesOf({ platform, organization, transaction, tables }: ArchiveSource): Promise<ArchivedTable[]> {
  const named: ArchivedTable[] = [];
  for (const table of archivedTables(tables))
    if ((table.available?.(platform) ?? true) || (await countRows(transaction, organization.id, table)) > 0) named.push(table);
  return named;
}

/** What lies in the storage for rows of these tables. */
async function* filesOf(
  { organization, transaction, signal }: ArchiveSource,
  tables: readonly ArchivedTable[],
): AsyncGenerator<{ id: string; file: ArchivedFile }> {
  for (const table of tables) {
    if (!table.files) continue;
    for await (const rows of readRows(transaction, organization.id, table)) {
      for (const row of rows) {
        signal.throwIfAborted();
        const file = table.files.of(row);
        if (file) yield { id: String(row.id), file };
      }
    }
  }
}

/** The rows of a table, a line each; `file` is summed up on the way. */
async function* writeLines(
  { organization, transaction, signal }: ArchiveSource,
  table: ArchivedTable,
  file: DataFile,
  advance: (bytes: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const rows of readRows(transaction, organization.id, table)) {
    signal.throwIfAborted();
    const lines = Buffer.from(rows.map((row) => `${JSON.stringify(toLine(table, row))}\n`).join(""));
    hash.update(lines);
    file.rows += rows.length;
    file.size_bytes += lines.length;
    await advance(rows.length * bytesPerRow);
    yield lines;
  }
  file.sha256 = hash.digest("hex");
}

function toLine({ files }: ArchivedTable, row: Row): Row {
  if (!files) return row;
  const file = files.of(row);
  return { ...row, file: file && filePath(String(row.id), file) };
}

async function* counted(stream: ReadableStream<Uint8Array>, advance: (bytes: number) => Promise<void>): AsyncGenerator<Uint8Array> {
  for await (const part of stream) {
    yield part;
    await advance(part.length);
  }
}

/** Measures what there is to do, and says how much of it is done. What grows meanwhile stops short of the end. */
async function openProgress(
  { organization, transaction, onProgress }: ArchiveSource,
  tables: readonly ArchivedTable[],
): Promise<(bytes: number) => Promise<void>> {
  let total = 0;
  for (const table of tables) {
    total += bytesPerRow * (await countRows(transaction, organization.id, table));
    const { files } = table;
    if (files) total += await transaction(({ db }) => files.bytes(db, organization.id), "read");
  }
  let done = 0;
  return async (bytes) => {
    done += bytes;
    await onProgress(Math.min(done / Math.max(total, 1), 1));
  };
}

/** Formats that are compressed in themselves. */
function isPacked(mediaType: string): boolean {
  return mediaType === "application/pdf" || mediaType.startsWith("application/vnd.openxmlformats");
}
