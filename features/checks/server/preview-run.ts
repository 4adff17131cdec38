import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { unitOf } from "#features/budgets/contract.ts";
import { agentsWithSettings, asAgent } from "#features/agents/server/find-agent.ts";
import { findProject } from "#features/projects/server/find-project.ts";
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
      const by_model = asked.map(asAgent).filter((agent) => answererOf(agent, { models: platform.models, log }).kind.costsTokens).length;
      const last = await runsOf(db, place).selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
      return {
        checks: await countChecks(db, place),
        by_model,
        tokens: by_model === 0 ? 0 : Math.round(by_model * (await tokensOfOne(db, place))),
        sources_changed: last ? await countSourcesChanged(db, last) : 0,
      };
    }, "read");
  },
});

/** What a model took of late for one of the project's checks; before it was asked any, what is reserved for an answer. */
async function tokensOfOne(db: Db, place: Place): Promise<number> {
  const { rows } = await sql<{ tokens: number | null }>`
    select sum(input_tokens + output_tokens)::float8 / nullif(sum(by_model), 0) tokens
    from (${runsOf(db, place).selectAll().where("by_model", ">", 0).orderBy("id", "desc").limit(5)}) recent
  `.execute(db);
  return rows[0]?.tokens ?? unitOf.input_tokens + unitOf.output_tokens;
}
