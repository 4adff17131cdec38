import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { unitOf } from "#features/budgets/contract.ts";
import { agentsWithSettings, asAgent } from "#features/agents/server/find-agent.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import type { AgentSettings } from "#features/agents/contract/settings.ts";
import { modelsFor, type ModelsOfOrganization } from "#features/models/server/models-for.ts";
import { costOf, dollarsOf, readRates } from "#features/models/server/rates/rates.ts";
import type { Db } from "#platform/database/transaction.ts";
import { NextCheckRun } from "../contract.ts";
import { answererOf } from "./answerer-of.ts";
import { countChecks, type Place } from "./check-row.ts";
import { runsOf } from "./run-row.ts";
import { countSourcesChanged } from "./sources-changed.ts";

/** It asks providers which models they offer, so it is no operation. */
export const previewRun = procedure({
  name: "check_run.preview",
  summary: "What the next run of the checks would ask and cost, and how many sources changed since the last one.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id"],
  input: z.object({}),
  output: NextCheckRun,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ platform, organization, params, transaction, log }) {
    await platform.models.ready();
    return transaction(async ({ db }) => {
      await findProject(db, organization.id, params.project_id);
      const place = { organizationId: organization.id, projectId: params.project_id };
      const asked = await agentsWithSettings(db, organization.id)
        .innerJoin("checks as c", (join) => join.onRef("c.organization_id", "=", "a.organization_id").onRef("c.agent_id", "=", "a.id"))
        .where("c.project_id", "=", params.project_id)
        .execute();
      const agents = asked.map(asAgent);
      const models = await modelsFor(db, platform, organization.id, agents);
      const names = agents
        .filter((agent) => answererOf(agent, { models, log }).kind.costsTokens)
        .map((agent) => nameOfModel(models, agent));
      const by_model = names.length;
      const ofOne = by_model === 0 ? { input: 0, output: 0 } : await tokensOfOne(db, place);
      const used = names.map((name) => ({ name, ...ofOne }));
      const micros = by_model === 0 ? 0 : costOf(await readRates(db), used);
      const last = await runsOf(db, place).selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
      return {
        checks: await countChecks(db, place),
        by_model,
        tokens: Math.round(by_model * (ofOne.input + ofOne.output)),
        cost_usd: dollarsOf(micros),
        sources_changed: last ? await countSourcesChanged(db, last) : 0,
      };
    }, "read");
  },
});

/** The one that would be asked: the agent's own, else the installation's. */
function nameOfModel(models: ModelsOfOrganization, { model_name, model_provider_id }: AgentSettings): string {
  const own = model_name === null ? null : models.find({ provider_id: model_provider_id, model_name });
  return (own ?? models.default)?.name ?? "";
}

/** What a model took of late for one of the project's checks; before it was asked any, what is reserved for an answer. */
async function tokensOfOne(db: Db, place: Place): Promise<{ input: number; output: number }> {
  const { rows } = await sql<{ input: number | null; output: number | null }>`
    select sum(input_tokens)::float8 / nullif(sum(by_model), 0) input, sum(output_tokens)::float8 / nullif(sum(by_model), 0) output
    from (${runsOf(db, place).selectAll().where("by_model", ">", 0).orderBy("id", "desc").limit(5)}) recent
  `.execute(db);
  return { input: rows[0]?.input ?? unitOf.input_tokens, output: rows[0]?.output ?? unitOf.output_tokens };
}
