import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { removeAgentHandles } from "./agent-handles.ts";
import { saveNames } from "#features/usage/server/save-names.ts";
import { findAgent } from "./find-agent.ts";

export const deleteAgent = operation({
  name: "agent.delete",
  summary: "Deletes an agent with its conversations. Its widget ends at once.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `deleted the chat agent${named(entry)}`,
  takesLong: true,
  permission: "agent:delete",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, platform, product, audit, send }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    await removeAgentHandles(db, platform, agent);
    for (const removeRest of product.whenDeleted("agent")) await removeRest({ db, send, platform }, agent);
    await saveNames(db, organization.id, [agent]);
    await db.deleteFrom("agents").where("organization_id", "=", organization.id).where("id", "=", agent.id).execute();
    audit({ target: { type: "agent", id: agent.id, label: agent.name }, before: { name: agent.name } });
    return null;
  },
});
