import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named, valueOf, type Told } from "#access/says.ts";
import { Agent, CreateAgent } from "../../contract.ts";
import { findAgent, presentAgent } from "../find-agent.ts";
import { insertAgent } from "../insert-agent.ts";
import { readDraft, writeDraft } from "./draft-row.ts";
import { settingsOf } from "./settings-of.ts";

export const duplicateAgent = operation({
  name: "agent.create_copy",
  summary: "Creates an agent of the same project from another: its published settings as version 1, its draft, and its list of websites.",
  scope: "organization",
  kind: "write",
  says: (entry) => `created the chat agent${named(entry)} as a copy of ${copiedFrom(entry)}`,
  permission: "agent:create",
  params: ["project_id", "agent_id"],
  input: z.object({ name: CreateAgent.shape.name }),
  output: Agent,
  status: 201,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { name: "Shop assistant for Germany" } }),
  async run({ platform, db, organization, actor, params, audit }, { name }) {
    const from = await findAgent(db, organization.id, params.project_id, params.agent_id);
    const draft = await readDraft(db, from);
    const place = { organizationId: organization.id, projectId: from.project_id };
    const { allowed_origins, allow_web_views } = from;
    const agent = await insertAgent({ platform, db, actor }, place, { name, allowed_origins, allow_web_views }, settingsOf(from));
    if (draft.changed.length > 0) await writeDraft(db, agent, draft.settings, actor);
    audit({ target: { type: "agent", id: agent.id, label: name }, after: { name, copy_of: from.name } });
    return presentAgent(agent);
  },
});

function copiedFrom(entry: Told): string {
  const name = valueOf(entry, "copy_of");
  return name === null ? "another" : `“${name}”`;
}
