import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { runChecks } from "./run-checks.ts";
import { endRun } from "./run-row.ts";

/** Longer than a dead process goes unnoticed by the queue, and than an answer takes. */
const silentMs = 10 * 60_000;

/** Ends runs that wait for a job which is no more. Until they end, their project cannot begin another. */
export const sweepRuns = sweep({
  name: "check.sweep",
  cron: "*/10 * * * *",
  async run({ platform, log }) {
    const ended = await leaveTenant(platform, "runs of checks that ended without a word").system(async ({ db, asQueue }) => {
      const silent = await db
        .selectFrom("check_runs")
        .select(["organization_id", "id"])
        .where("status", "=", "running")
        .where("updated_at", "<", new Date(Date.now() - silentMs).toISOString())
        .orderBy("updated_at")
        .limit(500)
        .execute();
      if (silent.length === 0) return 0;
      const ids = silent.map(({ id }) => id);
      const alive = await leaveTenant(platform, "which jobs are under way").unfinishedJobs(
        { asQueue },
        [runChecks.name],
        "check_run_id",
        ids,
      );
      const dead = silent.filter(({ id }) => !alive.has(id));
      for (const run of dead) await endRun(db, run, "failed", "interrupted");
      return dead.length;
    });
    if (ended > 0) log.info({ ended }, "runs of checks were ended");
  },
});
