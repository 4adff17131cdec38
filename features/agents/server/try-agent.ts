import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { TriedAnswer, TryQuestion } from "#features/answering/contract.ts";
import { builtIn, byModel } from "#features/answering/server/answerer-kinds.ts";
import { answererTools } from "#features/answering/server/answerer-tools.ts";
import { chooseAnswerer } from "#features/answering/server/choose-answerer.ts";
import { asVisitorError } from "#features/answering/server/model-error.ts";
import { inTime } from "#features/answering/server/paced.ts";
import { wholeAnswer } from "#features/answering/server/whole-answer.ts";
import { unitOf } from "#features/budgets/contract.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { reserve } from "#features/budgets/server/reserve.ts";
import { newId } from "#platform/ids.ts";
import { findAgent } from "./find-agent.ts";

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
  input: TryQuestion,
  output: TriedAnswer,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { query: "What are your opening hours?" } }),
  async run({ organization, params, platform, request, transaction, contactNumber, log }, { query }) {
    const { project_id: projectId, agent_id: agentId } = params;
    await platform.models.ready();
    const key = newId("msg");
    const secondsMax = platform.env.answerSecondsMax;
    const leaseEnd = sql<string>`now() + make_interval(secs => ${secondsMax + leaseSpareSeconds})`;
    const { agent, kind, answerer } = await transaction(async ({ db, audit }) => {
      const found = await findAgent(db, organization.id, projectId, agentId);
      const chosen = chooseAnswerer([byModel, builtIn], found, { models: platform.models, log });
      const { input_tokens, output_tokens } = unitOf;
      if (chosen.kind.costsTokens)
        await reserve(db, organization.id, { key, agentId, quantities: { input_tokens, output_tokens }, leaseEnd });
      audit(null);
      return { agent: found, ...chosen };
    });
    const { embeddings } = platform;
    const tools = answererTools({ organizationId: organization.id, projectId, embeddings, transaction, contactNumber });
    const tokens = { input: 0, output: 0 };
    const count = (input: number, output: number) => {
      tokens.input += input;
      tokens.output += output;
    };
    try {
      return await wholeAnswer(
        inTime(answerer, secondsMax),
        { text: query, history: [], agent },
        { ...tools, signal: request.signal },
        count,
      );
    } catch (error) {
      throw asVisitorError(error);
    } finally {
      if (kind.costsTokens) {
        const place = { projectId, agentId, channel: "test" as const, key };
        const used = [
          { ...place, kind: "input_tokens" as const, quantity: tokens.input },
          { ...place, kind: "output_tokens" as const, quantity: tokens.output },
        ];
        await transaction(async ({ db, send, audit }) => {
          await countUsage({ db, send }, organization.id, used, key);
          audit(null);
        });
      }
    }
  },
});

/** What a reservation outlives the longest answer by, so that it can be settled. */
const leaseSpareSeconds = 30;
