import { embeddingModelOf } from "#features/models/server/embeddings/embeddings-for.ts";
import { z } from "zod";
import { job } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { encodeSource } from "./meaning/encode-source.ts";
import { noteWaiting } from "./meaning/meaning-progress.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import type { Fetched, FetchedContent } from "./kinds/source-kind.ts";
import { markFailed } from "./mark-failed.ts";
import { forgetAttempt, parseSource } from "./parse-source.ts";
import { chargeParser, parserTurn } from "./parser-turns.ts";
import { parserPlaces } from "./parsing/parser-places.ts";
import type { Lane, Outcome } from "./parsing/parser-pool.ts";
import { refusal, type RefusalCode } from "./refusals.ts";
import { markSynced, savePassages } from "./save-passages.ts";
import type { SourceKey, SourceRow } from "./source-row.ts";
import { tellSourceChanged } from "./tell-source.ts";

/** Of these the operator hears: who sends many of them may mean no good. */
const beyondLimits: readonly RefusalCode[] = ["too_complex", "too_slow", "too_much_text"];
/** How many times a reading can be cut off with its server before it is left to a person to try again. */
const attemptsMax = 2;
const payload = z.object({ source_id: z.string() });

/**
 * Fetches and reads a source, and replaces what is known of it, in one transaction at the end: run twice, or cut off and run
 * again, it leaves the same.
 */
export const processSource = job({
  name: "source.process",
  says: null,
  payload,
  // Beside those that are read one is in the slow lane, and one is saved.
  concurrency: parserPlaces().fast + 2,
  turnOf: parserTurn,
  run: (context, { source_id }) => run(context, source_id, "fast"),
});

/** The same for a file that takes longer, whose turn in the slow lane is still to come. */
export const processSourceSlowly = job({
  name: "source.process_slowly",
  says: null,
  payload,
  concurrency: 1,
  turnOf: parserTurn,
  run: (context, { source_id }) => run(context, source_id, "slow"),
});

type JobContext = Parameters<Parameters<typeof job>[0]["run"]>[0];

async function run(context: JobContext, sourceId: string, lane: Lane): Promise<void> {
  const { log, organization, platform, transaction } = context;
  const source = await transaction(({ db }) => findWaiting(db, { organization_id: organization.id, id: sourceId }), "read");
  const result = source && (await read(context, source, lane));
  if (!result) return;
  const { outcome, seconds } = result;
  if (typeof outcome !== "string" && "failed" in outcome && beyondLimits.includes(outcome.failed))
    log.warn({ organization_id: organization.id, source_id: sourceId, code: outcome.failed }, "a file needs more than a parser may use");
  const saved = transaction(async (context) => {
    const { db } = context;
    const still = await db
      .selectFrom("sources")
      .select("id")
      .where("organization_id", "=", organization.id)
      .where("id", "=", sourceId)
      .where("status", "=", "processing")
      // Somebody who changed it meanwhile had it read once more.
      .where("name", "=", source.name)
      .where("content_hash", "=", source.content_hash)
      .forUpdate()
      .executeTakeFirst();
    if (still) await save(context, source, outcome);
    if (still) await tellSourceChanged(context, source);
    const model = still && (await embeddingModelOf(db, platform, organization.id));
    if (model) {
      await noteWaiting(db, source, model);
      await context.send(encodeSource, { source_id: sourceId });
    }
    await chargeParser(db, organization.id, seconds);
  });
  await saved.catch(async (error: unknown) => {
    if (result.isNoted) await transaction(({ db }) => forgetAttempt(db, source)).catch(() => {});
    throw error;
  });
}

async function findWaiting(db: Db, source: SourceKey): Promise<SourceRow | null> {
  const row = await db
    .selectFrom("sources")
    .selectAll()
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .where("status", "=", "processing")
    .executeTakeFirst();
  return row ?? null;
}

/** What came of a source: what a parser found, or why none was needed. `isNoted`: whether it is noted as an attempt. */
type Result = { outcome: Outcome["parsed"] | Exclude<Fetched, FetchedContent>; seconds: number; isNoted: boolean };

/** Fetches what is to be read, and reads it when a parser has a place for it; null where the source waits no more by then. */
async function read({ platform, log, transaction, signal }: JobContext, source: SourceRow, lane: Lane): Promise<Result | null> {
  if (source.attempts >= attemptsMax) return { outcome: { failed: "interrupted" }, seconds: 0, isNoted: false };
  const { fetch } = kindOf(source);
  if (!fetch) return null;
  const fetched = await fetch(source, { storage: platform.storage, signal });
  if (fetched === "unchanged" || "missing" in fetched) return { outcome: fetched, seconds: 0, isNoted: false };
  const parsed = await parseSource({ platform, log, source, content: fetched, lane, transaction, signal });
  return parsed && { outcome: parsed.parsed, seconds: parsed.seconds, isNoted: true };
}

async function save({ db, send }: TransactionContext, source: SourceRow, outcome: Result["outcome"]): Promise<void> {
  if (outcome === "slow") {
    await forgetAttempt(db, source);
    await send(processSourceSlowly, { source_id: source.id });
  } else if (outcome === "unchanged") {
    await markSynced(db, source);
  } else if ("missing" in outcome) {
    await markFailed(db, source, refusal(outcome.missing));
  } else if ("failed" in outcome) {
    await forgetPassages(db, source);
    await markFailed(db, source, refusal(outcome.failed));
  } else {
    await savePassages(db, source, outcome);
  }
}

/** What an earlier reading found goes too: content that cannot be read answers nothing. */
async function forgetPassages(db: Db, source: SourceRow): Promise<void> {
  await db.deleteFrom("documents").where("organization_id", "=", source.organization_id).where("source_id", "=", source.id).execute();
  await db
    .updateTable("sources")
    .set({ passage_count: 0, warnings: [] })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .execute();
}
