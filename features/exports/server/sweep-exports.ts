import { endSilent } from "#access/end-silent.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { tellIn } from "#access/tell.ts";
import type { Platform } from "#platform/platform.ts";
import { removeOrphans } from "#platform/storage/remove-orphans.ts";
import { archiveKey } from "./find-export.ts";
import { makeExport, markFailed } from "./make-export.ts";

/** An archive is in the storage a moment before its row says so. */
const orphanAgeMs = 60 * 60_000;
/** Longer than a dead process goes unnoticed by the queue. */
const silentMs = 5 * 60_000;

/** Removes archives after their week or without an export, and ends exports that no process works on. */
export const sweepExports = sweep({
  name: "export.sweep",
  cron: "7,22,37,52 * * * *",
  async run({ platform, log, signal }) {
    const swept = { archives: await removeArchives(platform, signal), interrupted: await endInterrupted(platform) };
    if (swept.archives > 0 || swept.interrupted > 0) log.info(swept, "exports were swept");
  },
});

function removeArchives(platform: Platform, signal: AbortSignal): Promise<number> {
  return removeOrphans(platform.storage, {
    prefixes: ["exp"],
    olderThanMs: orphanAgeMs,
    signal,
    async known(files) {
      const ids = files.map(({ name }) => name.slice(0, name.lastIndexOf("_")));
      const rows = await leaveTenant(platform, "which stored archives may still be downloaded").system(({ db }) =>
        db
          .selectFrom("exports")
          .select(["organization_id", "id", "attempt"])
          .where((query) => query("id", "=", query.fn.any(query.val(ids))))
          .where((query) => query.or([query("status", "=", "running"), query("expires_at", ">", new Date().toISOString())]))
          .execute(),
      );
      return rows.map(archiveKey);
    },
  });
}

/** Exports that wait for a job which is no more. Until they end, their organization cannot begin another. */
function endInterrupted(platform: Platform): Promise<number> {
  const alive = leaveTenant(platform, "which jobs are under way").unfinishedJobs;
  return leaveTenant(platform, "exports whose making ended without a word").system((open) =>
    endSilent(open, alive, {
      silentMs,
      find: (db, since) =>
        db
          .selectFrom("exports")
          .select(["organization_id", "id", "attempt"])
          .where("status", "=", "running")
          .where("updated_at", "<", since)
          .execute(),
      job: { name: makeExport.name, field: "export_id", idOf: ({ id }) => id },
      end: (db, row) => markFailed({ db, tell: (happened) => tellIn(platform, db, row.organization_id, happened) }, row, "interrupted"),
    }),
  );
}
