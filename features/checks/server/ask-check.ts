import type { Db } from "#platform/database/transaction.ts";
import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import type { JobDefinition } from "#access/job.ts";
import { askedAgent } from "#features/agents/server/asked-agent.ts";
import { findAgent, type AgentRow } from "#features/agents/server/find-agent.ts";
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
import type { CheckRow } from "./check-row.ts";
import { judge } from "./judge.ts";
import { patient } from "./patient.ts";

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
 * @param whom who is asked in place of the agent that the check names, as its draft is
 * @throws what the job's signal aborts with, and whatever can be tried again
 */
export async function askCheck(
  context: JobContext,
  { run, check }: { run: { id: string }; check: CheckRow },
  whom?: AgentRow,
): Promise<Asked> {
  const { platform, product, organization, transaction, signal, log } = context;
  const { answerSecondsMax: secondsMax } = platform.env;
  const { project_id: projectId } = check;
  const agentId = whom?.id ?? check.agent_id;
  const asked: Asked = {
    verdict: "unavailable",
    answer: null,
    agentName: null,
    costsTokens: false,
    tokens: { input: 0, output: 0 },
    use: { reservation: `${run.id} ${check.id}`, projectId, ...(agentId && { agentId }), channel: "test" },
  };
  const named = whom || !agentId ? null : await transaction(({ db }) => findAgent(db, organization.id, projectId, agentId), "read");
  const agent = whom ?? named;
  const { called, models } = await transaction(
    async ({ db }) => ({
      called: agent && (await askedAgent(db, agent, noName)),
      models: await modelsFor(db, platform, organization.id, agent ? [agent] : []),
    }),
    "read",
  );
  const { kind, answerer } = answererOf(agent, { models, log });
  asked.agentName = agent?.name ?? null;
  asked.costsTokens = kind.costsTokens;
  try {
    if (kind.costsTokens) await transaction(({ db }) => reserveTokens(db, organization.id, asked.use, secondsMax));
    const embeddings = async (db: Db) => {
      const used = await embeddingsFor(db, platform, organization.id);
      return used && patient(used, signal);
    };
    const contactNumber: Parameters<typeof answererTools>[0]["contactNumber"] = (db) => product.contactOf(db, organization.id);
    const sourceIds = agent?.source_ids ?? null;
    const scope = { organizationId: organization.id, projectId, sourceIds };
    const tools = answererTools({ ...scope, embeddings, transaction, contactNumber, person: "none" });
    asked.answer = await wholeAnswer(
      inTime(answerer, secondsMax),
      { text: check.question, history: [], ...(called && { agent: called }) },
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

/** A check is asked by nobody who has a name. */
const noName = async () => null;
