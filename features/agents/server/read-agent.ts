import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Agent } from "../contract.ts";
import { findAgent, presentAgent } from "./find-agent.ts";

export const readAgent = operation({
  name: "agent.read",
  summary: "One agent.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: Agent,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  run: async ({ db, organization, params }) => presentAgent(await findAgent(db, organization.id, params.project_id, params.agent_id)),
});
