import { z } from "zod";
import { job } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { SourceRow } from "./find-source.ts";
import { forgetAttempt, parseSource } from "./parse-source.ts";
import { chargeParser, parserTurn } from "./parser-turns.ts";
import { parserPlaces } from "./parsing/parser-places.ts";
import type { Lane } from "./parsing/parser-pool.ts";
import { refusal, type RefusalCode } from "./refusals.ts";
import { savePassages } from "./save-passages.ts";

/** Of these the operator hears: who sends many of them may mean no good. */
const beyondLimits: readonly RefusalCode[] = ["too_complex", "too_slow", "too_much_text"];
const payload = z.object({ source_id: z.string() });

/**
 * Reads a source's file and replaces what is known of it, in one transaction at the end: run twice, or cut off and run
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

async function run({ platform, log, organization, transaction, signal }: JobContext, sourceId: string, lane: Lane): Promise<void> {
  const read = await parseSource({ platform, log, organizationId: organization.id, sourceId, lane, transaction, signal });
  if (!read) return;
  if (read.parsed !== "slow" && "failed" in read.parsed && beyondLimits.includes(read.parsed.failed))
    log.warn(
      { organization_id: organization.id, source_id: sourceId, code: read.parsed.failed },
      "a file needs more than a parser may use",
    );
  const saved = transaction(async (context) => {
    const { db } = context;
    const still = await db
      .selectFrom("sources")
      .select("id")
      .where("organization_id", "=", organization.id)
      .where("id", "=", sourceId)
      .forUpdate()
      .executeTakeFirst();
    if (still) await save(context, read.source, read.parsed);
    await chargeParser(db, organization.id, read.seconds);
  });
  await saved.catch(async (error: unknown) => {
    await transaction(({ db }) => forgetAttempt(db, organization.id, sourceId)).catch(() => {});
    throw error;
  });
}

async function save(
  { db, send }: TransactionContext,
  source: SourceRow,
  parsed: NonNullable<Awaited<ReturnType<typeof parseSource>>>["parsed"],
) {
  if (parsed === "slow") {
    await forgetAttempt(db, source.organization_id, source.id);
    await send(processSourceSlowly, { source_id: source.id });
  } else if ("failed" in parsed) {
    if (parsed.failed !== "file_missing") await forgetPassages(db, source);
    await markFailed(db, source, parsed.failed);
  } else {
    await savePassages(db, source, parsed);
  }
}

/** What an earlier reading found goes too: a file that cannot be read answers nothing. */
async function forgetPassages(db: Db, source: SourceRow): Promise<void> {
  await db.deleteFrom("documents").where("organization_id", "=", source.organization_id).where("source_id", "=", source.id).execute();
  await db
    .updateTable("sources")
    .set({ passage_count: 0 })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .execute();
}

/** Says why a source failed; passages that were read before stay. */
export async function markFailed(db: Db, source: { organization_id: string; id: string }, code: RefusalCode): Promise<void> {
  await db
    .updateTable("sources")
    .set({ status: "failed", progress: 0, attempts: 0, error_code: code, error_message: refusal(code).message, updated_at: new Date() })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .execute();
}
