import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findAgent } from "#features/agents/server/find-agent.ts";
import { readDraft } from "#features/agents/server/versions/draft-row.ts";
import { DraftChecks } from "../../contract/draft-checks.ts";
import { readDraftRun } from "./draft-run-row.ts";

export const readDraftChecks = operation({
  name: "agent.read_draft_checks",
  summary: "How an agent's draft answered the checks when it was last asked; null before the first time.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: DraftChecks.nullable(),
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    const { version } = await readDraft(db, agent);
    const now = { projectId: agent.project_id, agentId: agent.id, draftVersion: version, publishedVersion: agent.published_version };
    return readDraftRun(db, { organizationId: organization.id, ...now });
  },
});
