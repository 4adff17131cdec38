import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Agent, CreateAgent } from "../contract.ts";
import { presentAgent } from "./find-agent.ts";
import { insertAgent } from "./insert-agent.ts";
import { checkSettings } from "./versions/check-settings.ts";
import { settingsOf } from "./versions/settings-of.ts";

export const createAgent = operation({
  name: "agent.create",
  summary: "Creates a chat agent and publishes its first version. It answers at once, from any origin unless some are named.",
  scope: "organization",
  kind: "write",
  says: (entry) => `created the chat agent${named(entry)}`,
  permission: "agent:create",
  params: ["project_id"],
  input: CreateAgent,
  output: Agent,
  status: 201,
  example: ({ project_id }) => ({ params: { project_id }, input: { name: "Shop assistant", greeting: "Ask about orders and returns." } }),
  async run({ platform, db, organization, actor, params, audit }, input) {
    const project = await findProject(db, organization.id, params.project_id);
    const { name, allowed_origins = [], allow_web_views = false, ...given } = input;
    const own = { name, allowed_origins, allow_web_views };
    const settings = await checkSettings({ db, platform }, { organization_id: organization.id, project_id: project.id }, settingsOf(given));
    const place = { organizationId: organization.id, projectId: project.id };
    const agent = await insertAgent({ platform, db, actor }, place, own, settings);
    audit({ target: { type: "agent", id: agent.id, label: name }, after: { ...own, ...settings } });
    return presentAgent(agent);
  },
});
