import { z } from "zod";
import { operation } from "#access/operation.ts";
import { AgentVersion } from "../../contract/versions.ts";
import { findAgent } from "../find-agent.ts";
import { findVersion } from "./find-version.ts";

export const readAgentVersion = operation({
  name: "agent_version.read",
  summary: "A version of an agent, with its settings.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id", "agent_version_id"],
  input: z.object({}),
  output: AgentVersion,
  example: ({ project_id, agent_id, agent_version_id }) => ({ params: { project_id, agent_id, agent_version_id } }),
  async run({ db, organization, params }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    return findVersion(db, agent, params.agent_version_id);
  },
});
