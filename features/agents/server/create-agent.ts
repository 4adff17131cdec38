import { addHandle } from "#access/handles.ts";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { newId } from "#platform/ids.ts";
import { Agent, CreateAgent } from "../contract.ts";
import { countAgents } from "./count-agents.ts";
import { presentAgent } from "./find-agent.ts";

const greetingDefault = "Hello. How can I help?";

export const createAgent = operation({
  name: "agent.create",
  summary: "Creates a chat agent. It answers at once, from any origin unless some are named.",
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
    await requireRoom(platform, db, organization.id, { kind: "agents", count: () => countAgents(db, organization.id) });
    const id = newId("agt");
    const agent = await db
      .insertInto("agents")
      .values({
        organization_id: organization.id,
        id,
        project_id: project.id,
        name: input.name,
        instructions: input.instructions ?? "",
        greeting: input.greeting ?? greetingDefault,
        model_name: input.model_name ?? null,
        temperature: input.temperature ?? null,
        allowed_origins: input.allowed_origins ?? [],
        allow_web_views: input.allow_web_views ?? false,
        hands_over: input.hands_over ?? true,
        created_by: actor.id,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await addHandle(db, organization.id, "agent", id);
    const { name, instructions, greeting, model_name, temperature, allowed_origins, allow_web_views, hands_over } = agent;
    audit({
      target: { type: "agent", id, label: name },
      after: { name, instructions, greeting, model_name, temperature, allowed_origins, allow_web_views, hands_over },
    });
    return presentAgent(agent);
  },
});
