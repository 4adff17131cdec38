import type { Selectable } from "kysely";
import type { Happened, TransactionContext } from "#access/operation.ts";
import type { CheckRuns } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { CheckRun } from "../contract.ts";
import type { CheckRow, Place } from "./check-row.ts";

export type RunRow = Selectable<CheckRuns>;

/** What a run asks next. */
export type NextCheck = { run: RunRow; check: CheckRow };

export type RunFailure = "interrupted" | "model_down";
const failures: Record<RunFailure, string> = {
  interrupted: "The run was interrupted. Start another one.",
  model_down: "The model did not answer several times in a row. Look at it under Chat agents, then run the checks again.",
};

export const runsOf = (db: Db, { organizationId, projectId }: Place) =>
  db.selectFrom("check_runs").where("organization_id", "=", organizationId).where("project_id", "=", projectId);

/**
 * The run of this project.
 * @throws AppError `not_found` when there is none
 */
export async function findRun(db: Db, place: Place, runId: string, lock?: "lock"): Promise<RunRow> {
  const run = await runsOf(db, place)
    .selectAll()
    .where("id", "=", runId)
    .$if(lock !== undefined, (found) => found.forUpdate())
    .executeTakeFirst();
  if (!run) throw notFound("There is no such run.");
  return run;
}

/** The run that is under way; of a project there is at most one. */
export function findRunning(db: Db, place: Place): Promise<RunRow | undefined> {
  return runsOf(db, place).selectAll().where("status", "=", "running").executeTakeFirst();
}

/** A row as it is sent. */
export function presentRun({ error_code: code, ...row }: RunRow): CheckRun {
  const error = code ? { code, message: failures[code as RunFailure] } : null;
  return { ...row, status: row.status as CheckRun["status"], error };
}

/** Ends a run, unless it has ended. */
export async function endRun(
  open: Pick<TransactionContext, "db" | "tell">,
  run: Pick<RunRow, "organization_id" | "id" | "project_id">,
  status: "done" | "stopped" | "failed",
  error: RunFailure | null = null,
): Promise<void> {
  const now = new Date();
  await open.tell(proceeded(run, "status"));
  await open.db
    .updateTable("check_runs")
    .set({ status, error_code: error, updated_at: now, ended_at: now })
    .where("organization_id", "=", run.organization_id)
    .where("id", "=", run.id)
    .where("status", "=", "running")
    .execute();
}

/** What is told of a run that continues or ends. */
export const proceeded = ({ id, project_id }: Pick<RunRow, "id" | "project_id">, field: string): Happened => ({
  name: "check_run.proceed",
  target: { type: "check_run", id },
  changed: [field],
  within: { project_id },
});
