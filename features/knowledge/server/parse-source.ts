import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { OpenTransaction } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Logger } from "#platform/log.ts";
import type { Platform } from "#platform/platform.ts";
import { kindOfMediaType, type FileKind } from "./file-type.ts";
import { fileKey, type SourceRow } from "./find-source.ts";
import { createParserPool, type Lane, type Outcome } from "./parsing/parser-pool.ts";
import type { Parsed } from "./parsing/parser-process.ts";
import { openSlowLane } from "./parsing/slow-lane.ts";

const parsers = createParserPool();
const progressIntervalMs = 700;
/** Reading is most of the work that people wait for; the rest is saving what was read. */
const shareOfReading = 0.8;
/** How many times a reading can be cut off with its server before it is left to a person to try again. */
const attemptsMax = 2;

type Task = {
  platform: Platform;
  log: Logger;
  organizationId: string;
  sourceId: string;
  lane: Lane;
  transaction: OpenTransaction;
  signal: AbortSignal;
};
export type ParsedSource = { source: SourceRow } & Outcome;

/**
 * Reads the file of a source that waits for it; null where none does. The attempt is noted before it begins and stands until
 * its outcome is saved. One that ends in an error here does not count: what a file does to its parser is an outcome, so the
 * error is never the file's.
 */
export async function parseSource({
  platform,
  log,
  organizationId,
  sourceId,
  lane,
  transaction,
  signal,
}: Task): Promise<ParsedSource | null> {
  const begun: { source?: SourceRow | null; refused?: Parsed } = {};
  let percent = 0;

  async function begin(): Promise<{ kind: FileKind; bytes: Uint8Array } | null> {
    const source = await transaction(({ db }) => noteAttempt(db, organizationId, sourceId));
    begun.source = source;
    if (!source) return null;
    if (source.attempts > attemptsMax) return refuse("interrupted");
    const file = await platform.storage.read(fileKey(organizationId, sourceId));
    if (!file) return refuse("file_missing");
    return { kind: kindOfMediaType(source.media_type), bytes: new Uint8Array(await new Response(file.stream).arrayBuffer()) };
  }
  const refuse = (failed: "interrupted" | "file_missing") => {
    begun.refused = { failed };
    return null;
  };

  const slowLane = openSlowLane(platform);
  const broken = new AbortController();
  const both = AbortSignal.any([signal, broken.signal]);
  const parsing = parsers.parse({ lane, slowLane, begin, signal: both, onProgress: (now) => (percent = now) });
  try {
    await showProgress(
      parsing,
      () => Math.round(percent * shareOfReading),
      (progress) =>
        transaction(({ db }) => writeProgress(db, organizationId, sourceId, progress)).catch((error: unknown) =>
          log.debug({ err: error, source_id: sourceId }, "progress was not written"),
        ),
    );
    const outcome = await parsing;
    if (!begun.source) return null;
    return { source: begun.source, ...(outcome ?? { parsed: begun.refused!, seconds: 0 }) };
  } catch (error) {
    broken.abort(error);
    if (begun.source) await transaction(({ db }) => forgetAttempt(db, organizationId, sourceId)).catch(() => {});
    throw error;
  }
}

/** Outlives the server without waiting for the disk: a crash of the whole machine is no fault of a file. */
async function noteAttempt(db: Db, organizationId: string, sourceId: string): Promise<SourceRow | null> {
  await sql`set local synchronous_commit = off`.execute(db);
  const row = await db
    .updateTable("sources")
    .set((query) => ({ attempts: query("attempts", "+", 1) }))
    .where("organization_id", "=", organizationId)
    .where("id", "=", sourceId)
    .where("status", "=", "processing")
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** The reading did not end by itself, and will begin again. */
export async function forgetAttempt(db: Db, organizationId: string, sourceId: string): Promise<void> {
  await db
    .updateTable("sources")
    .set((query) => ({ attempts: query("attempts", "-", 1) }))
    .where("organization_id", "=", organizationId)
    .where("id", "=", sourceId)
    .where("attempts", ">", 0)
    .execute();
}

async function showProgress(parsing: Promise<unknown>, read: () => number, write: (progress: number) => Promise<void>): Promise<void> {
  const ended = parsing.then(
    () => true,
    () => true,
  );
  let written = 0;
  while (!(await Promise.race([ended, delay(progressIntervalMs, false)]))) {
    const progress = read();
    if (progress !== written) await write(progress);
    written = progress;
  }
}

async function writeProgress(db: Db, organizationId: string, sourceId: string, progress: number): Promise<void> {
  await db
    .updateTable("sources")
    .set({ progress, updated_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("id", "=", sourceId)
    .where("status", "=", "processing")
    .execute();
}
