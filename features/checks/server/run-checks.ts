import { sql } from "kysely";
import { z } from "zod";
import { job, type JobDefinition } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import { askCheck, type Asked } from "./ask-check.ts";
import { endRun, type NextCheck } from "./run-row.ts";
import { saveResult } from "./save-result.ts";

/** So long one job asks; then another project of the organization has its turn. */
const turnMs = 20_000;
/** So often in a row a model fails before the rest is not asked. */
const failuresMax = 3;

type Key = { organizationId: string; runId: string; runner: string };

/**
 * Asks the checks of a run one by one, and saves each answer in a transaction of its own: cut off, the next job continues with
 * the check that has none.
 */
export const runChecks: JobDefinition<{ check_run_id: string }> = job({
  name: "check.run",
  says: null,
  payload: z.object({ check_run_id: z.string() }),
  concurrency: 2,
  async run(context, { check_run_id: runId }): Promise<void> {
    const { platform, organization, transaction, signal } = context;
    const key: Key = { organizationId: organization.id, runId, runner: newId("job") };
    await platform.models.ready();
    if (!(await transaction(({ db }) => takeRun(db, key)))) return;
    const until = Date.now() + turnMs;
    for (let failures = 0; ;) {
      signal.throwIfAborted();
      const next = await transaction((open) => takeNext(open, key));
      if (!next) return;
      const asked = await askCheck(context, next);
      await transaction((open) => saveResult(open, next, asked));
      failures = failed(asked) ? failures + 1 : asked.costsTokens ? 0 : failures;
      if (failures >= failuresMax) return transaction((open) => endRun(open, next.run, "failed", "model_down"));
      if (Date.now() >= until) return transaction(({ send }) => send(runChecks, { check_run_id: runId }));
    }
  },
});

const failed = ({ verdict }: Asked) => verdict === "unavailable";

/** From now on this job alone asks; false where the run has ended. */
async function takeRun(db: Db, { organizationId, runId, runner }: Key): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("check_runs")
    .set({ runner, updated_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("id", "=", runId)
    .where("status", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The next check that was there when the run began and has no answer in it. Null where the run has ended, or does now. */
async function takeNext(open: TransactionContext, { organizationId, runId, runner }: Key): Promise<NextCheck | null> {
  const { db } = open;
  const run = await db
    .selectFrom("check_runs")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", runId)
    .where("status", "=", "running")
    .where("runner", "=", runner)
    .forUpdate()
    .executeTakeFirst();
  if (!run) return null;
  const check = await db
    .selectFrom("checks as c")
    .selectAll("c")
    .where("c.organization_id", "=", organizationId)
    .where("c.project_id", "=", run.project_id)
    .where("c.created_at", "<=", run.created_at)
    .where(
      sql<boolean>`not exists (
        select from check_results r where r.organization_id = c.organization_id and r.check_id = c.id and r.run_id = ${runId}
      )`,
    )
    .orderBy("c.id")
    .limit(1)
    .executeTakeFirst();
  if (check) return { run, check };
  await endRun(open, run, "done");
  return null;
}
