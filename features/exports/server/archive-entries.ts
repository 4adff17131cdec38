import { createHash } from "node:crypto";
import type { OpenTransaction } from "#access/operation.ts";
import { kindsWithFile } from "#features/knowledge/server/kinds/source-kinds.ts";
import { fileKey } from "#features/knowledge/server/kinds/stored-file.ts";
import type { Storage } from "#platform/storage/storage.ts";
import type { ZipEntry } from "#platform/zip.ts";
import { filePath } from "./archive-path.ts";
import { exportedTables, type ExportedTable } from "./exported-tables.ts";
import { leftOutTables } from "./left-out-tables.ts";
import { countRows, readRows, type Row } from "./read-rows.ts";

/** The archive's format; a reader may count on it. The version goes up when something that was there changes. */
const format = { name: "botcadence-export", version: 1 } as const;

/** What a row counts for beside the bytes of files, when progress is measured. */
const bytesPerRow = 1_000;

export type ArchiveSource = {
  organization: { id: string; name: string };
  appUrl: string;
  /** Whether anything is sold here. */
  sells: boolean;
  storage: Storage;
  transaction: OpenTransaction;
  signal: AbortSignal;
  /** Told often how much is done, from 0 to 1; what it throws ends the archive. */
  onProgress(share: number): Promise<void>;
};

type DataFile = { path: string; rows: number; size_bytes: number; sha256: string };
type SourceFile = { id: string; kind: string; name: string; media_type: string; created_at: string };

/**
 * Everything of an organization, as entries of an archive: a file of JSON lines a table, the stored files, and at the
 * end the manifest, which counts and sums up what came before it. Reads pages as they are taken.
 */
export async function* archiveEntries(source: ArchiveSource): AsyncGenerator<ZipEntry> {
  const { organization, transaction, storage, signal } = source;
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
  for await (const rows of readRows(transaction, organization.id, sourcesTable)) {
    for (const row of rows as SourceFile[]) {
      signal.throwIfAborted();
      const path = filePath(row);
      if (path === null) continue;
      const stored = await storage.read(fileKey(organization.id, row.id));
      if (!stored) {
        files.missing.push(row.id);
        continue;
      }
      yield {
        path,
        content: counted(stored.stream, advance),
        compress: !isPacked(row.media_type),
        modifiedAt: new Date(row.created_at),
      };
      files.count += 1;
      files.size_bytes += stored.sizeBytes;
    }
  }

  const manifest = {
    format: format.name,
    version: format.version,
    documentation: `${source.appUrl}/docs/export`,
    organization: { id: organization.id, name: organization.name },
    started_at: startedAt.toISOString(),
    finished_at: new Date().toISOString(),
    data,
    files,
    left_out: leftOut(tables),
  };
  yield entry(
    "manifest.json",
    (async function* () {
      yield Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    })(),
  );
}

/** What was sold once is exported wherever it is found; where nothing is sold, an empty table does not speak of it. */
async function tablesOf({ organization, transaction, sells }: ArchiveSource): Promise<ExportedTable[]> {
  const tables: ExportedTable[] = [];
  for (const table of exportedTables)
    if (sells || !table.sold || (await countRows(transaction, organization.id, table)) > 0) tables.push(table);
  return tables;
}

const sourcesTable = exportedTables.find(({ table }) => table === "sources")!;

/** The rows of a table, a line each; `file` is summed up on the way. */
async function* writeLines(
  { organization, transaction, signal }: ArchiveSource,
  table: ExportedTable,
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

function toLine({ made = {} }: ExportedTable, row: Row): Row {
  return { ...row, ...Object.fromEntries(Object.entries(made).map(([name, make]) => [name, make(row)])) };
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
  tables: readonly ExportedTable[],
): Promise<(bytes: number) => Promise<void>> {
  let total = await transaction(
    ({ db }) =>
      db
        .selectFrom("sources")
        .select((query) => query.fn.sum<string>("size_bytes").as("bytes"))
        .where("organization_id", "=", organization.id)
        .where("kind", "in", kindsWithFile())
        .executeTakeFirst()
        .then((row) => Number(row?.bytes ?? 0)),
    "read",
  );
  for (const table of tables) total += bytesPerRow * (await countRows(transaction, organization.id, table));
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

/** What is not in the archive, and why, in the order of the docs. */
export function leftOut(tables: readonly ExportedTable[]): { table: string; column?: string; reason: string }[] {
  const columns = tables.flatMap(({ table, leftOut = {} }) =>
    Object.entries(leftOut).map(([column, reason]) => ({ table, column, reason })),
  );
  return [...Object.entries(leftOutTables).map(([table, reason]) => ({ table, reason })), ...columns];
}
