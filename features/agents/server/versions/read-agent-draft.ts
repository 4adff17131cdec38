import { z } from "zod";
import { operation } from "#access/operation.ts";
import { AgentDraft } from "../../contract/versions.ts";
import { findAgent } from "../find-agent.ts";
import { readDraft } from "./draft-row.ts";

export const readAgentDraft = operation({
  name: "agent.read_draft",
  summary: "An agent's settings as they would be published now, and which of them differ from the published version.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: AgentDraft,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  run: async ({ db, organization, params }) => readDraft(db, await findAgent(db, organization.id, params.project_id, params.agent_id)),
});
