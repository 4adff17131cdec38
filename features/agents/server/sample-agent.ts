import type { Sample } from "#access/sample.ts";
import { createAgent } from "./create-agent.ts";
import { publishAgent } from "./versions/publish-agent.ts";
import { updateAgentDraft } from "./versions/update-agent-draft.ts";

/** An agent with two versions, and a draft beside them. */
export const sampleAgent: Sample = async (perform, world) => {
  const { id: agent_id } = await perform<{ id: string }>(createAgent, createAgent.example(world));
  const params = { project_id: world.project_id, agent_id };
  await perform(updateAgentDraft, { params, input: { instructions: "Answer in two sentences at most." } });
  const { id: agent_version_id } = await perform<{ id: string }>(publishAgent, { params });
  await perform(updateAgentDraft, { params, input: { hands_over: false } });
  return { agent_id, agent_version_id };
};
