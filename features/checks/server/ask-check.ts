import type { JobDefinition } from "#access/job.ts";
import { findAgent } from "#features/agents/server/find-agent.ts";
import type { TriedAnswer } from "#features/answering/contract.ts";
import { answererTools } from "#features/answering/server/answerer-tools.ts";
import { inTime } from "#features/answering/server/paced.ts";
import { wholeAnswer } from "#features/answering/server/whole-answer.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import { reserveTokens, type ModelUse, type Tokens } from "#features/budgets/server/model-tokens.ts";
import { modelsFor } from "#features/models/server/models-for.ts";
import { busyAnswer } from "#platform/database/busy.ts";
import { AppError } from "#platform/errors.ts";
import type { Verdict } from "../contract.ts";
import { answererOf } from "./answerer-of.ts";
import { judge } from "./judge.ts";
import { patient } from "./patient.ts";
import type { NextCheck } from "./run-row.ts";

type JobContext = Parameters<JobDefinition["run"]>[0];

/** What became of a check that was asked. */
export type Asked = {
  verdict: Verdict;
  /** Null where there was none. */
  answer: TriedAnswer | null;
  agentName: string | null;
  costsTokens: boolean;
  tokens: Tokens;
  use: ModelUse;
};

/**
 * Asks a check as its agent would be asked by a visitor who is in no hurry. No transaction is open while it is answered.
 *
 * @throws what the job's signal aborts with, and whatever can be tried again
 */
export async function askCheck(context: JobContext, { run, check }: NextCheck): Promise<Asked> {
  const { platform, product, organization, transaction, signal, log } = context;
  const { answerSecondsMax: secondsMax } = platform.env;
  const { agent_id: agentId, project_id: projectId } = check;
  const asked: Asked = {
    verdict: "unavailable",
    answer: null,
    agentName: null,
    costsTokens: false,
    tokens: { input: 0, output: 0 },
    use: { reservation: `${run.id} ${check.id}`, projectId, ...(agentId && { agentId }), channel: "test" },
  };
  const { agent, models } = await transaction(async ({ db }) => {
    const found = agentId ? await findAgent(db, organization.id, projectId, agentId) : null;
    return { agent: found, models: await modelsFor(db, platform, organization.id, found ? [found] : []) };
  }, "read");
  const { kind, answerer } = answererOf(agent, { models, log });
  asked.agentName = agent?.name ?? null;
  asked.costsTokens = kind.costsTokens;
  try {
    if (kind.costsTokens) await transaction(({ db }) => reserveTokens(db, organization.id, asked.use, secondsMax));
    const embeddings = platform.embeddings && patient(platform.embeddings, signal);
    const contactNumber: Parameters<typeof answererTools>[0]["contactNumber"] = (db) => product.contactOf(db, organization.id);
    const tools = answererTools({ organizationId: organization.id, projectId, embeddings, transaction, contactNumber, person: "none" });
    asked.answer = await wholeAnswer(
      inTime(answerer, secondsMax),
      { text: check.question, history: [], ...(agent && { agent }) },
      { ...tools, signal },
      (input, output) => {
        asked.tokens.input += input;
        asked.tokens.output += output;
      },
    );
    asked.verdict = judge(check, asked.answer);
  } catch (error) {
    signal.throwIfAborted();
    if (busyAnswer(error)) throw error;
    if (error instanceof BudgetSpent) asked.verdict = "budget_spent";
    else if (!(error instanceof AppError)) log.error({ err: error, check_id: check.id }, "a check could not be asked");
  }
  return asked;
}
