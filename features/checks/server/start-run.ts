import { z } from "zod";
import { operation } from "#access/operation.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { CheckRun } from "../contract.ts";
import { countChecks, type Place } from "./check-row.ts";
import { runChecks } from "./run-checks.ts";
import { findRunning, presentRun, proceeded, runsOf } from "./run-row.ts";
import { countSources } from "./sources-changed.ts";

/** So many are remembered of a project. */
const runsMax = 100;

export const startRun = operation({
  name: "check_run.start",
  summary: "Asks all checks of a project. Only one run of it is under way at a time: meanwhile this answers with that one.",
  scope: "organization",
  kind: "write",
  says: () => "ran the checks",
  permission: "check:run",
  params: ["project_id"],
  input: z.object({}),
  output: CheckRun,
  status: 202,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, actor, params, audit, send, tell }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const project = await lockProjectToCount(db, organization.id, params.project_id);
    const running = await findRunning(db, place);
    if (running) {
      audit(null);
      return presentRun(running);
    }
    const total = await countChecks(db, place);
    if (total === 0) throw conflict("There is no check to run. Add one first.");
    await forgetOldest(db, place);
    const run = await db
      .insertInto("check_runs")
      .values({
        organization_id: organization.id,
        project_id: project.id,
        id: newId("run"),
        total,
        source_count: await countSources(db, place),
        started_by_label: actor.label,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await send(runChecks, { check_run_id: run.id });
    await tell({ ...proceeded(run, "status"), change: "created" });
    audit({ target: { type: "project", id: project.id, label: project.name }, before: {}, after: { total } });
    return presentRun(run);
  },
});

/** Runs that hold the last answer to a check, or the one before it, stay. */
async function forgetOldest(db: Db, { organizationId, projectId }: Place): Promise<void> {
  const newest = runsOf(db, { organizationId, projectId })
    .select("id")
    .orderBy("id", "desc")
    .limit(runsMax - 1);
  const answers = db.selectFrom("check_results").select("run_id").where("organization_id", "=", organizationId);
  await db
    .deleteFrom("check_runs")
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("id", "not in", newest)
    .where("id", "not in", answers)
    .execute();
}
