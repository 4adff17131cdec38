import { z } from "zod";
import { job } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { FileTooLarge } from "#platform/storage/storage.ts";
import { zip } from "#platform/zip.ts";
import { archiveDays } from "../contract.ts";
import { archiveEntries } from "./archive-entries.ts";
import type { FailureCode } from "./failures.ts";
import { archiveKey } from "./find-export.ts";
import { mailExport } from "./mail-export.ts";

const archiveBytesMax = 1e12;
const attemptsMax = 3;
const progressIntervalMs = 1_000;

/** One try at making an export. Its number is what writes are conditional on. */
type Attempt = { organization_id: string; id: string; attempt: number; begunAt: number };

/** Another try, or a deletion, has taken the export away from this one. */
class Superseded extends Error {}

/**
 * Makes the archive of an export, from its beginning each time it is tried. The archive appears in the storage whole
 * or not at all, and only the latest try may say how far it is or that it is done.
 */
export const makeExport = job({
  name: "export.make",
  says: null,
  payload: z.object({ export_id: z.string() }),
  concurrency: 2,
  allowedWhile: ["suspended", "deleting"],
  async run({ platform, product, log, organization, transaction, signal }, { export_id: id }) {
    const mine = await transaction((open) => beginAttempt(open, organization.id, id));
    if (!mine) return;
    const key = archiveKey(mine);
    try {
      const entries = archiveEntries({
        platform,
        organization,
        tables: product.tables,
        transaction,
        signal,
        onProgress: throttle((share) => transaction((open) => writeProgress(open, mine, Math.floor(share * 99)))),
      });
      const file = await platform.storage.write(key, zip(entries), archiveBytesMax);
      await transaction(async ({ db, send, tell }) => {
        await finish(db, mine, file);
        await tell(proceeded(mine));
        await send(mailExport, { export_id: id });
      });
    } catch (error) {
      await platform.storage.remove(key);
      if (error instanceof Superseded) return;
      signal.throwIfAborted();
      const isFinal = error instanceof FileTooLarge || mine.attempt >= attemptsMax;
      if (!isFinal) throw error;
      log.error({ err: error, organization_id: organization.id, export_id: id }, "an export could not be made");
      await transaction((open) => markFailed(open, mine, error instanceof FileTooLarge ? "too_large" : "not_made"));
    }
  },
});

/** Null when there is nothing to make: deleted, made, failed, or tried too often by processes that died. */
async function beginAttempt(open: Told, organizationId: string, id: string): Promise<Attempt | null> {
  const mine = await open.db
    .updateTable("exports")
    .set((update) => ({ attempt: update("attempt", "+", 1), progress: 0, updated_at: new Date() }))
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("status", "=", "running")
    .returning(["organization_id", "id", "attempt"])
    .executeTakeFirst();
  if (!mine || mine.attempt <= attemptsMax) return mine ? { ...mine, begunAt: Date.now() } : null;
  await markFailed(open, mine, "interrupted");
  return null;
}

/** @throws Superseded */
async function writeProgress({ db, tell }: Told, mine: Attempt, progress: number): Promise<void> {
  await tell(proceeded(mine));
  const { numUpdatedRows } = await stillMine(db, mine).set({ progress, updated_at: new Date() }).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Superseded();
}

/** @throws Superseded */
async function finish(db: Db, mine: Attempt, file: { sizeBytes: number; sha256: string }): Promise<void> {
  const now = new Date();
  // From its beginning: what is erased while it is made may be in it, and is gone a week after that.
  const expires = new Date(mine.begunAt + archiveDays * 24 * 60 * 60 * 1000);
  const { numUpdatedRows } = await stillMine(db, mine)
    .set({ status: "ready", progress: 100, size_bytes: file.sizeBytes, sha256: file.sha256, updated_at: now, expires_at: expires })
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Superseded();
}

/** Says why an export failed, unless a later try has taken it. */
export async function markFailed({ db, tell }: Told, mine: AttemptKey, code: FailureCode): Promise<void> {
  await stillMine(db, mine).set({ status: "failed", error_code: code, updated_at: new Date() }).execute();
  await tell(proceeded(mine));
}

type Told = Pick<TransactionContext, "db" | "tell">;
type AttemptKey = Omit<Attempt, "begunAt">;

const proceeded = ({ id }: AttemptKey) => ({ name: "export.proceed", target: { type: "export", id }, changed: ["status", "progress"] });

function stillMine(db: Db, { organization_id, id, attempt }: AttemptKey) {
  return db
    .updateTable("exports")
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .where("status", "=", "running")
    .where("attempt", "=", attempt);
}

function throttle(write: (share: number) => Promise<void>): (share: number) => Promise<void> {
  let writtenAt = performance.now();
  return async (share) => {
    if (performance.now() - writtenAt < progressIntervalMs) return;
    writtenAt = performance.now();
    await write(share);
  };
}
