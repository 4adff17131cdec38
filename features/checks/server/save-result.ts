import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { tellProgress } from "#access/tell.ts";
import { countTokens } from "#features/budgets/server/model-tokens.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Change, Verdict } from "../contract.ts";
import type { Asked } from "./ask-check.ts";
import { compare, isPassed } from "./judge.ts";
import { proceeded, type NextCheck } from "./run-row.ts";

/**
 * Saves how a check was answered, beside the time before, and what that used. What was used counts also where the answer comes too
 * late, since the run was stopped, the check deleted, or another job continues.
 */
export async function saveResult(open: TransactionContext, next: NextCheck, asked: Asked): Promise<void> {
  const { db, send } = open;
  const { run, check } = next;
  await tellProgress(open, proceeded(run, "passed"));
  if (await isWanted(db, next)) {
    const change = compare(asked.verdict, await findBefore(db, next));
    await db
      .insertInto("check_results")
      .values({
        organization_id: run.organization_id,
        check_id: check.id,
        run_id: run.id,
        check_version: check.version,
        question: check.question,
        agent_name: asked.agentName,
        change,
        verdict: asked.verdict,
        outcome: asked.answer?.outcome ?? null,
        answer: asked.answer?.text ?? "",
        citations: JSON.stringify(asked.answer?.citations ?? []),
        why: asked.answer?.why ? JSON.stringify(asked.answer.why) : null,
      })
      .execute();
    await countIn(db, next, asked, change);
    await forgetEarlier(db, next, change);
  }
  if (asked.costsTokens) await countTokens({ db, send }, run.organization_id, asked.use, asked.tokens);
}

/** Whether the run is still under way by the same job, and the check still there; both stay so until the transaction ends. */
async function isWanted(db: Db, { run, check }: NextCheck): Promise<boolean> {
  const { rows } = await sql`
    select from check_runs r join checks c on c.organization_id = r.organization_id and c.id = ${check.id}
    where r.organization_id = ${run.organization_id} and r.id = ${run.id} and r.status = 'running' and r.runner = ${run.runner}
    for no key update of r for key share of c
  `.execute(db);
  return rows.length > 0;
}

/** How the check was last answered before this run. */
async function findBefore(db: Db, { run, check }: NextCheck): Promise<Verdict | null> {
  const before = await resultsOf(db, check)
    .select("verdict")
    .where("run_id", "<", run.id)
    .where("change", "!=", "unanswered")
    .orderBy("run_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return (before?.verdict as Verdict | undefined) ?? null;
}

async function countIn(db: Db, { run }: NextCheck, { verdict, costsTokens, tokens }: Asked, change: Change): Promise<void> {
  const one = (counts: boolean) => (counts ? 1 : 0);
  const isUnanswered = change === "unanswered";
  await db
    .updateTable("check_runs")
    .set((column) => ({
      passed: column("passed", "+", one(isPassed(verdict))),
      failed: column("failed", "+", one(!isPassed(verdict) && !isUnanswered)),
      unanswered: column("unanswered", "+", one(isUnanswered)),
      newly_failing: column("newly_failing", "+", one(change === "newly_failing")),
      newly_passing: column("newly_passing", "+", one(change === "newly_passing")),
      by_model: column("by_model", "+", one(costsTokens && !isUnanswered)),
      input_tokens: column("input_tokens", "+", tokens.input),
      output_tokens: column("output_tokens", "+", tokens.output),
      updated_at: new Date(),
    }))
    .where("organization_id", "=", run.organization_id)
    .where("id", "=", run.id)
    .execute();
}

/** The last answer and the one before it stay, and whatever had none since. */
async function forgetEarlier(db: Db, { run, check }: NextCheck, change: Change): Promise<void> {
  if (change === "unanswered") return;
  const before = resultsOf(db, check)
    .select((select) => select.fn.max("run_id").as("run_id"))
    .where("run_id", "<", run.id)
    .where("change", "!=", "unanswered");
  await db
    .deleteFrom("check_results")
    .where("organization_id", "=", check.organization_id)
    .where("check_id", "=", check.id)
    .where("run_id", "<", before)
    .execute();
}

const resultsOf = (db: Db, { organization_id, id }: NextCheck["check"]) =>
  db.selectFrom("check_results").where("organization_id", "=", organization_id).where("check_id", "=", id);
