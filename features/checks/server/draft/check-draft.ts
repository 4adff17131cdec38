import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findAgent } from "#features/agents/server/find-agent.ts";
import { readDraft } from "#features/agents/server/versions/draft-row.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { DraftChecks } from "../../contract/draft-checks.ts";
import { countChecks } from "../check-row.ts";
import { readDraftRun } from "./draft-run-row.ts";
import { runDraftChecks } from "./run-draft-checks.ts";

/** A job that has said nothing for so long is no more: the checks can be asked again. */
const silentMs = 120_000;

export const checkDraft = operation({
  name: "agent.check_draft",
  summary: "Asks an agent's draft all checks of the project, whichever agent they name. What came of it before is forgotten.",
  scope: "organization",
  kind: "write",
  says: (entry) => `ran the checks on the draft of the chat agent${named(entry)}`,
  permission: "check:run",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: DraftChecks,
  status: 202,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, actor, params, audit, send }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const { version } = await readDraft(db, agent);
    const key = { organization_id: organization.id, agent_id: agent.id };
    const now = {
      organizationId: organization.id,
      projectId: agent.project_id,
      agentId: agent.id,
      draftVersion: version,
      publishedVersion: agent.published_version,
    };
    const before = await readDraftRun(db, now);
    if (before?.status === "running" && before.current && Date.parse(before.created_at) > Date.now() - silentMs) {
      audit(null);
      return before;
    }
    const total = await countChecks(db, now);
    if (total === 0) throw conflict("There is no check to run. Add one first.");
    const values = {
      id: newId("run"),
      project_id: agent.project_id,
      draft_version: version,
      published_version: agent.published_version,
      status: "running",
      total,
      passed: 0,
      failing: "[]",
      last_check_id: "",
      started_by_label: actor.label,
      created_at: new Date(),
      updated_at: new Date(),
    };
    await db
      .insertInto("draft_check_runs")
      .values({ ...key, ...values })
      .onConflict((at) => at.columns(["organization_id", "agent_id"]).doUpdateSet(values))
      .execute();
    await send(runDraftChecks, { agent_id: agent.id, run_id: values.id });
    audit({ target: { type: "agent", id: agent.id, label: agent.name }, before: {}, after: { total } });
    return (await readDraftRun(db, now))!;
  },
});
