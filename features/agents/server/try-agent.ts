import type { Db } from "#platform/database/transaction.ts";
import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import { procedure } from "#access/operation.ts";
import { TriedAnswer, TryAgent } from "#features/answering/contract.ts";
import { builtIn, byModel } from "#features/answering/server/answerer-kinds.ts";
import { answererTools } from "#features/answering/server/answerer-tools.ts";
import { chooseAnswerer } from "#features/answering/server/choose-answerer.ts";
import { asVisitorError } from "#features/answering/server/model-error.ts";
import { inTime } from "#features/answering/server/paced.ts";
import { wholeAnswer } from "#features/answering/server/whole-answer.ts";
import { countTokens, reserveTokens } from "#features/budgets/server/model-tokens.ts";
import { modelsFor } from "#features/models/server/models-for.ts";
import { costOf, dollarsOf, readRates, type UsedTokens } from "#features/models/server/rates/rates.ts";
import { openTools } from "#features/tools/server/open-tools.ts";
import { newId } from "#platform/ids.ts";
import { askedAgent } from "./asked-agent.ts";
import { findAgent } from "./find-agent.ts";
import { readDraft } from "./versions/draft-row.ts";

/**
 * Costs what the agent's model costs: tokens count in usage and in every cap on them, as those of a test chat do. It is no answer
 * to a visitor, and is not counted as one.
 */
export const tryAgent = procedure({
  name: "agent.try",
  summary:
    "What this agent would answer to a question, with its own model, and why. It is not stored as a conversation; the model's tokens count as usage.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "source:create",
  params: ["project_id", "agent_id"],
  input: TryAgent,
  output: TriedAnswer,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { query: "What are your opening hours?" } }),
  async run({ organization, params, platform, request, transaction, contactNumber, log }, { query, draft = false, history = [] }) {
    const { project_id: projectId, agent_id: agentId } = params;
    await platform.models.ready();
    const use = { reservation: newId("msg"), projectId, agentId, channel: "test" as const };
    const secondsMax = platform.env.answerSecondsMax;
    const { agent, asked, calls, kind, answerer } = await transaction(async ({ db, audit }) => {
      const published = await findAgent(db, organization.id, projectId, agentId);
      const found = draft ? { ...published, ...(await readDraft(db, published)).settings } : published;
      const chosen = chooseAnswerer([byModel, builtIn], found, { models: await modelsFor(db, platform, organization.id, [found]), log });
      if (chosen.kind.costsTokens) await reserveTokens(db, organization.id, use, secondsMax);
      audit(null);
      const calls = await openTools(db, platform, { organizationId: organization.id, projectId }, found.tools);
      return { agent: found, calls, asked: await askedAgent(db, found, async () => null), ...chosen };
    });
    const embeddings = (db: Db) => embeddingsFor(db, platform, organization.id);
    const person = agent.hands_over ? "offered" : "none";
    const scope = { organizationId: organization.id, projectId, sourceIds: agent.source_ids };
    const tools = answererTools({ ...scope, embeddings, transaction, contactNumber, person, calls });
    const used: UsedTokens[] = [];
    const count = (input: number, output: number, name: string) => void used.push({ name, input, output });
    const sumOf = (of: "input" | "output") => used.reduce((sum, one) => sum + one[of], 0);
    try {
      const answer = await wholeAnswer(
        inTime(answerer, secondsMax),
        { text: query, history, agent: asked },
        { ...tools, signal: request.signal },
        count,
      );
      const micros = used.length === 0 ? null : await transaction(async ({ db }) => costOf(await readRates(db), used), "read");
      return { ...answer, took: { ...answer.took!, cost_usd: dollarsOf(micros) } };
    } catch (error) {
      throw asVisitorError(error);
    } finally {
      if (kind.costsTokens)
        await transaction(async ({ db, send, audit }) => {
          await countTokens({ db, send }, organization.id, use, { input: sumOf("input"), output: sumOf("output") });
          audit(null);
        });
    }
  },
});
