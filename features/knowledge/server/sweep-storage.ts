import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { removeOrphans } from "#platform/storage/remove-orphans.ts";
import { fileKey } from "./find-source.ts";
import { markFailed, processSource, processSourceSlowly } from "./process-source.ts";

/** An upload writes its row within this time of its file, or never. */
const orphanAgeMs = 60 * 60_000;
/** Longer than a dead process goes unnoticed by the queue. */
const silentMs = 5 * 60_000;
const rowsPerRead = 500;

/** Brings files, rows and jobs together again after whatever tore them apart: crashes, purges, a partial back-up. */
export const sweepStorage = sweep({
  name: "storage.sweep",
  cron: "*/15 * * * *",
  async run({ platform, log, signal }) {
    const swept = {
      drafts: await platform.storage.removeDrafts(orphanAgeMs),
      orphans: await removeFilesWithoutSource(platform, signal),
      missing: await markMissing(platform, signal),
      interrupted: await endInterrupted(platform),
    };
    if (Object.values(swept).some((count) => count > 0)) log.info(swept, "storage was swept");
  },
});

/** Files whose source is gone: its project or organization was deleted, or its upload was cut off. */
function removeFilesWithoutSource(platform: Platform, signal: AbortSignal): Promise<number> {
  return removeOrphans(platform.storage, {
    prefix: "src",
    olderThanMs: orphanAgeMs,
    signal,
    async known(names) {
      const rows = await leaveTenant(platform, "which stored files have a source").system(({ db }) =>
        db
          .selectFrom("sources")
          .select("id")
          .where((query) => query("id", "=", query.fn.any(query.val(names))))
          .execute(),
      );
      return rows.map(({ id }) => id);
    },
  });
}

/** Sources whose file is gone cannot be synced or downloaded; saying so beats a surprise. */
async function markMissing(platform: Platform, signal: AbortSignal): Promise<number> {
  const present = new Set<string>();
  const started = new Date().toISOString();
  for await (const { key } of platform.storage.list()) present.add(key);
  let marked = 0;
  let after = "";
  for (;;) {
    signal.throwIfAborted();
    const rows = await leaveTenant(platform, "which sources lost their file").system(({ db }) =>
      db
        .selectFrom("sources")
        .select(["organization_id", "id"])
        .where("id", ">", after)
        .where("created_at", "<", started)
        .where("status", "<>", "failed")
        .orderBy("id")
        .limit(rowsPerRead)
        .execute(),
    );
    for (const row of rows.filter(({ organization_id, id }) => !present.has(fileKey(organization_id, id)))) {
      await leaveTenant(platform, "a source lost its file").system(({ db }) => markFailed(db, row, "file_missing"));
      marked += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerRead) return marked;
    after = last.id;
  }
}

/** Sources that wait for a job which is no more: it failed for good, or its organization was read-only at the time. */
async function endInterrupted(platform: Platform): Promise<number> {
  return leaveTenant(platform, "sources whose processing ended without a word").system(async ({ db, asQueue }) => {
    const silent = await db
      .selectFrom("sources")
      .select(["organization_id", "id"])
      .where("status", "=", "processing")
      .where("updated_at", "<", new Date(Date.now() - silentMs).toISOString())
      .execute();
    if (silent.length === 0) return 0;
    const unfinished = [
      ...(await leaveTenant(platform, "which jobs are under way").unfinishedJobs({ asQueue }, processSource.name)),
      ...(await leaveTenant(platform, "which jobs are under way").unfinishedJobs({ asQueue }, processSourceSlowly.name)),
    ];
    const alive = new Set(unfinished.map(({ payload }) => (payload as { source_id: string }).source_id));
    const ended = silent.filter(({ id }) => !alive.has(id));
    for (const row of ended) await markFailed(db, row, "interrupted");
    return ended.length;
  });
}
