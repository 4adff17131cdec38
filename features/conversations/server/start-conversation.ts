import { z } from "zod";
import { process } from "#access/operation.ts";
import { mintVisitorToken } from "#access/visitor-token.ts";
import { notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { StartedConversation } from "../contract.ts";
import { allowsOrigin, originRefused } from "./cross-origin.ts";
import { takeVisit } from "./visitor-limits.ts";

export const startConversation = process({
  name: "conversation.start",
  summary:
    "Begins a conversation with an agent. The token is bound to the agent and the page's origin, and ends 24 hours after its last use.",
  scope: "visitor",
  kind: "write",
  params: ["agent_id"],
  input: z.object({}),
  output: StartedConversation,
  status: 201,
  example: ({ agent_id }) => ({ params: { agent_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "start", request.ip, params.agent_id);
    return transaction(async ({ db }) => {
      const agent = await db
        .selectFrom("agents")
        .select(["id", "project_id", "name", "greeting", "allowed_origins"])
        .where("organization_id", "=", organization.id)
        .where("id", "=", params.agent_id)
        .executeTakeFirst();
      if (!agent) throw notFound("There is no such agent.");
      if (!allowsOrigin(platform, agent.allowed_origins, actor.origin)) throw originRefused();
      const id = newId("cnv");
      await db
        .insertInto("conversations")
        .values({ organization_id: organization.id, id, project_id: agent.project_id, agent_id: agent.id, origin: actor.origin })
        .execute();
      const bound = { organizationId: organization.id, agentId: agent.id, conversationId: id };
      return {
        conversation_id: id,
        visitor_token: mintVisitorToken(platform, bound, actor.origin),
        greeting: agent.greeting,
        agent_name: agent.name,
      };
    });
  },
});
