import { sql } from "kysely";
import { z } from "zod";
import { job, type JobDefinition } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import { tellProgress } from "#access/tell.ts";
import { findAgent, type AgentRow } from "#features/agents/server/find-agent.ts";
import { readDraft } from "#features/agents/server/versions/draft-row.ts";
import { countTokens } from "#features/budgets/server/model-tokens.ts";
import { askCheck, type Asked } from "../ask-check.ts";
import type { CheckRow } from "../check-row.ts";
import { isPassed } from "../judge.ts";
import { draftRunProceeded, findDraftRun, type DraftRunRow } from "./draft-run-row.ts";

type Next = { run: DraftRunRow; check: CheckRow; agent: AgentRow };

/** Asks one check after the other and saves each answer by itself: cut off, the next try continues after the last one. */
export const runDraftChecks: JobDefinition<{ agent_id: string; run_id: string }> = job({
  name: "check.run_draft",
  says: null,
  payload: z.object({ agent_id: z.string(), run_id: z.string() }),
  concurrency: 2,
  async run(context, { agent_id: agentId, run_id: runId }): Promise<void> {
    const { platform, organization, transaction, signal } = context;
    await platform.models.ready();
    for (;;) {
      signal.throwIfAborted();
      const next = await transaction((open) => takeNext(open, organization.id, agentId, runId));
      if (!next) return;
      const asked = await askCheck(context, next, next.agent);
      await transaction((open) => save(open, next, asked));
    }
  },
});

/** Null where all were asked, or another run has begun since. */
async function takeNext(open: TransactionContext, organizationId: string, agentId: string, runId: string): Promise<Next | null> {
  const { db, tell } = open;
  const run = await findDraftRun(db, { organizationId, agentId });
  if (run?.id !== runId || run.status !== "running") return null;
  const check = await db
    .selectFrom("checks")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", run.project_id)
    .where("id", ">", run.last_check_id)
    .where("created_at", "<=", run.created_at)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (check) {
    const published = await findAgent(db, organizationId, run.project_id, agentId);
    return { run, check, agent: { ...published, ...(await readDraft(db, published)).settings } };
  }
  await mine(open, run).set({ status: "done", updated_at: new Date() }).execute();
  await tell(draftRunProceeded(run));
  return null;
}

async function save(open: TransactionContext, { run, check }: Next, asked: Asked): Promise<void> {
  const { question } = check;
  const { verdict } = asked;
  const failing = JSON.stringify([{ check_id: check.id, question, verdict }]);
  await mine(open, run)
    .set({
      last_check_id: check.id,
      updated_at: new Date(),
      ...(isPassed(verdict) ? { passed: sql`passed + 1` } : { failing: sql`failing || ${failing}::jsonb` }),
    })
    .where("last_check_id", "<", check.id)
    .execute();
  await tellProgress(open, draftRunProceeded(run));
  if (asked.costsTokens) await countTokens(open, run.organization_id, asked.use, asked.tokens);
}

const mine = ({ db }: TransactionContext, { organization_id, agent_id, id }: DraftRunRow) =>
  db.updateTable("draft_check_runs").where("organization_id", "=", organization_id).where("agent_id", "=", agent_id).where("id", "=", id);
