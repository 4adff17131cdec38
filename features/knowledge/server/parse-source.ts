import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Logger } from "#platform/log.ts";
import type { Platform } from "#platform/platform.ts";
import type { FetchedContent } from "./kinds/source-kind.ts";
import type { Lane, Outcome } from "./parsing/parser-pool.ts";
import { parsers } from "./parsing/parsers.ts";
import { openSlowLane } from "./parsing/slow-lane.ts";
import type { SourceKey, SourceRow } from "./source-row.ts";
import { tellSourceProgress } from "./tell-source.ts";

const progressIntervalMs = 700;
/** Reading is most of the work that people wait for; the rest is saving what was read. */
const shareOfReading = 0.8;

type Task = {
  platform: Platform;
  log: Logger;
  source: SourceRow;
  content: FetchedContent;
  lane: Lane;
  transaction: OpenTransaction;
  signal: AbortSignal;
};

/**
 * Reads the content of a source that waits for it; null where none does. The attempt is noted before it begins and stands until
 * its outcome is saved. One that ends in an error here does not count: what content does to its parser is an outcome, so the
 * error is never the content's.
 */
export async function parseSource({ platform, log, source, content, lane, transaction, signal }: Task): Promise<Outcome | null> {
  const attempt = { isNoted: false };
  let percent = 0;

  async function begin(): Promise<FetchedContent | null> {
    attempt.isNoted = await transaction(({ db }) => noteAttempt(db, source));
    return attempt.isNoted ? content : null;
  }

  const slowLane = openSlowLane(platform);
  const broken = new AbortController();
  const both = AbortSignal.any([signal, broken.signal]);
  const parsing = parsers.parse({ lane, slowLane, begin, signal: both, onProgress: (now) => (percent = now) });
  try {
    await showProgress(
      parsing,
      () => Math.round(percent * shareOfReading),
      (progress) =>
        transaction((open) => writeProgress(open, source, progress)).catch((error: unknown) =>
          log.debug({ err: error, source_id: source.id }, "progress was not written"),
        ),
    );
    return await parsing;
  } catch (error) {
    broken.abort(error);
    if (attempt.isNoted) await transaction(({ db }) => forgetAttempt(db, source)).catch(() => {});
    throw error;
  }
}

/** Outlives the server without waiting for the disk: a crash of the whole machine is no fault of a file. */
async function noteAttempt(db: Db, source: SourceKey): Promise<boolean> {
  await sql`set local synchronous_commit = off`.execute(db);
  const row = await db
    .updateTable("sources")
    .set((query) => ({ attempts: query("attempts", "+", 1) }))
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .where("status", "=", "processing")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The reading did not end by itself, and will begin again. */
export async function forgetAttempt(db: Db, source: SourceKey): Promise<void> {
  await db
    .updateTable("sources")
    .set((query) => ({ attempts: query("attempts", "-", 1) }))
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
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

async function writeProgress(open: TransactionContext, source: SourceRow, progress: number): Promise<void> {
  await tellSourceProgress(open, source);
  await open.db
    .updateTable("sources")
    .set({ progress, updated_at: new Date() })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .where("status", "=", "processing")
    .execute();
}
