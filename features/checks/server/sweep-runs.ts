import { endSilent } from "#access/end-silent.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { tellIn } from "#access/tell.ts";
import { runChecks } from "./run-checks.ts";
import { endRun } from "./run-row.ts";

/** Ends runs that wait for a job which is no more. Until they end, their project cannot begin another. */
export const sweepRuns = sweep({
  name: "check.sweep",
  cron: "*/10 * * * *",
  async run({ platform, log }) {
    const alive = leaveTenant(platform, "which jobs are under way").unfinishedJobs;
    const ended = await leaveTenant(platform, "runs of checks that ended without a word").system((open) =>
      endSilent(open, alive, {
        silentMs: 10 * 60_000,
        find: (db, since, limit) =>
          db
            .selectFrom("check_runs")
            .select(["organization_id", "id", "project_id"])
            .where("status", "=", "running")
            .where("updated_at", "<", since)
            .orderBy("updated_at")
            .limit(limit)
            .execute(),
        job: { name: runChecks.name, field: "check_run_id", idOf: ({ id }) => id },
        end: (db, run) =>
          endRun({ db, tell: (happened) => tellIn(platform, db, run.organization_id, happened) }, run, "failed", "interrupted"),
      }),
    );
    if (ended > 0) log.info({ ended }, "runs of checks were ended");
  },
});
