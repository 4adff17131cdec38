import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { Agent, UpdateAgent } from "../contract.ts";
import { findAgent, presentAgent } from "./find-agent.ts";

const fields = [
  "name",
  "instructions",
  "greeting",
  "model_name",
  "temperature",
  "allowed_origins",
  "allow_web_views",
  "hands_over",
] as const;

export const updateAgent = operation({
  name: "agent.update",
  summary: "Changes an agent; its widget follows with the next question.",
  scope: "organization",
  kind: "write",
  changesRights: ["allowed_origins", "allow_web_views"],
  says: (entry) => changed(entry, `the chat agent${named(entry)}`),
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: UpdateAgent,
  output: Agent,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { greeting: "What would you like to know?" } }),
  async run({ db, organization, params, audit }, changes) {
    const before = await findAgent(db, organization.id, params.project_id, params.agent_id);
    const changed = fields.filter(
      (field) => changes[field] !== undefined && JSON.stringify(changes[field]) !== JSON.stringify(before[field]),
    );
    if (changed.length === 0) {
      audit(null);
      return presentAgent(before);
    }
    const agent = await db
      .updateTable("agents")
      .set({ ...Object.fromEntries(changed.map((field) => [field, changes[field]])), updated_at: new Date(), version: sql`version + 1` })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({
      target: { type: "agent", id: agent.id, label: agent.name },
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: Object.fromEntries(changed.map((field) => [field, agent[field]])),
    });
    return presentAgent(agent);
  },
});
