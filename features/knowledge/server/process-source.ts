import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { job } from "#access/job.ts";
import type { OpenTransaction } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Storage } from "#platform/storage/storage.ts";
import { kindOfMediaType } from "./file-type.ts";
import { fileKey, type SourceRow } from "./find-source.ts";
import { createParserPool, type Parsed } from "./parsing/parser-pool.ts";
import { refusal, type RefusalCode } from "./refusals.ts";
import { savePassages } from "./save-passages.ts";

const parsers = createParserPool();
const progressIntervalMs = 700;
/** Reading is most of the work that people wait for; the rest is saving what was read. */
const shareOfReading = 0.8;

/**
 * Reads a source's file and replaces what is known of it, in one transaction at the end: run twice, or cut off and run
 * again, it leaves the same.
 */
export const processSource = job({
  name: "source.process",
  payload: z.object({ source_id: z.string() }),
  concurrency: 2,
  async run({ platform, organization, transaction, signal }, { source_id: id }) {
    const source = await transaction(({ db }) => readSource(db, id), "read");
    if (source?.status !== "processing") return;
    const parsed = await parse(platform.storage, source, transaction, signal);
    await transaction(async ({ db }) => {
      const still = await db
        .selectFrom("sources")
        .select("id")
        .where("organization_id", "=", organization.id)
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst();
      if (!still) return;
      if (!("failed" in parsed)) return savePassages(db, source, parsed);
      if (parsed.failed !== "file_missing") await forgetPassages(db, source);
      await markFailed(db, source, parsed.failed);
    });
  },
});

function readSource(db: Db, id: string): Promise<SourceRow | undefined> {
  return db.selectFrom("sources").selectAll().where("id", "=", id).executeTakeFirst();
}

async function parse(storage: Storage, source: SourceRow, transaction: OpenTransaction, signal: AbortSignal): Promise<Parsed> {
  const file = await storage.read(fileKey(source.organization_id, source.id));
  if (!file) return { failed: "file_missing" };
  const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
  let percent = 0;
  let written = 0;
  const parsing = parsers.parse({ kind: kindOfMediaType(source.media_type), bytes }, { signal, onProgress: (now) => (percent = now) });
  parsing.catch(() => {});
  for (;;) {
    const done = await Promise.race([parsing.then(() => true), delay(progressIntervalMs, false)]);
    if (done) return parsing;
    const progress = Math.round(percent * shareOfReading);
    if (progress === written) continue;
    written = progress;
    await transaction(({ db }) => writeProgress(db, source, progress));
  }
}

async function writeProgress(db: Db, source: SourceRow, progress: number): Promise<void> {
  await db
    .updateTable("sources")
    .set({ progress, updated_at: new Date() })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .where("status", "=", "processing")
    .execute();
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
    .set({ status: "failed", progress: 0, error_code: code, error_message: refusal(code).message, updated_at: new Date() })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .execute();
}
