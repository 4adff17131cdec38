import { operation } from "#access/operation.ts";
import { named, valueOf, type Told } from "#access/says.ts";
import { presentAgent } from "#features/agents/server/find-agent.ts";
import { insertAgent } from "#features/agents/server/insert-agent.ts";
import { settingsOf } from "#features/agents/server/versions/settings-of.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { addMissingReplies } from "#features/saved-replies/server/add-missing-replies.ts";
import { CreatedFromTemplate, CreateFromTemplate } from "../contract.ts";
import { templates } from "./templates.ts";

export const createFromTemplate = operation({
  name: "agent.create_from_template",
  summary:
    "Fills a project from a template: an agent with instructions and suggested questions, which answers at once, and saved replies for the team. Those who cannot change the project get the agent alone.",
  scope: "organization",
  kind: "write",
  says: (entry) => `created the chat agent${named(entry)} from ${templateOf(entry)}`,
  permission: "agent:create",
  // Saved replies are settled where the project's other sentences are.
  alsoAsks: ["project:update"],
  params: ["project_id"],
  input: CreateFromTemplate,
  output: CreatedFromTemplate,
  status: 201,
  example: ({ project_id }) => ({ params: { project_id }, input: { template: "support", name: "Help desk" } }),
  async run({ platform, db, organization, actor, permissions, params, audit }, { template, name }) {
    const { settings, replies } = templates[template];
    const place = { organizationId: organization.id, projectId: params.project_id };
    await lockProjectToCount(db, organization.id, params.project_id);
    const own = { name, allowed_origins: [], allow_web_views: false };
    const agent = await insertAgent({ platform, db, actor }, place, own, settingsOf(settings));
    const added = permissions.has("project:update") ? await addMissingReplies(db, place, replies) : [];
    audit({ target: { type: "agent", id: agent.id, label: name }, after: { name, template, saved_replies: added } });
    return { agent: presentAgent(agent), saved_replies: added };
  },
});

function templateOf(entry: Told): string {
  const name = valueOf(entry, "template");
  return name === null ? "a template" : `the template “${name}”`;
}
