import type { z } from "zod";
import type { VisitorActor } from "#access/actor.ts";
import { procedure } from "#access/operation.ts";
import { mintVisitorToken, readVisit } from "#access/visitor-token.ts";
import { findAgentOfVisitors, type AgentRow } from "#features/agents/server/find-agent.ts";
import { greetingOf } from "#features/agents/server/greeting-of.ts";
import { opensTestPage, testPageEnded } from "#features/agents/server/test-page.ts";
import { notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { StartConversation, StartedConversation } from "../contract.ts";
import { conversationEnded, requireAdmitted } from "./require-admitted.ts";
import { takeVisit } from "./visitor-limits.ts";

export const startConversation = procedure({
  name: "conversation.start",
  summary:
    "Starts a conversation with an agent. The token is bound to the agent and the page's origin, and ends 24 hours after its last use. Where the agent has a list of allowed websites, an Origin is required.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["agent_id"],
  input: StartConversation,
  output: StartedConversation,
  status: 201,
  example: ({ agent_id }) => ({ params: { agent_id } }),
  async run({ platform, product, organization, actor, params, request, transaction }, how) {
    await takeVisit(platform, "start", request.ip, params.agent_id);
    const { agent, asks } = await transaction(async ({ db }) => {
      const found = await findAgentOfVisitors(db, organization.id, params.agent_id);
      return { agent: found, asks: await product.asksVisitors(db, organization.id, params.agent_id) };
    }, "read");
    if (!agent) throw notFound("There is no such agent.");
    const entry = enter(platform, agent, actor, how);
    requireAdmitted(agent, { entry, origin: actor.origin });
    const conversationId = newId("cnv");
    const visit = { organizationId: organization.id, agentId: agent.id, conversationId, entry, begunAt: actor.begunAt };
    return {
      conversation_id: conversationId,
      visitor_token: mintVisitorToken(platform, visit, actor.origin),
      greeting: greetingOf(agent, request),
      agent_name: agent.name,
      hands_over: agent.hands_over,
      asks,
      suggested_questions: agent.suggested_questions,
    };
  },
});

function enter(
  platform: Platform,
  agent: AgentRow,
  actor: VisitorActor,
  { test_page: secret, hosted_page, visitor_token: token }: z.output<typeof StartConversation>,
): VisitorActor["entry"] {
  if (token !== undefined) {
    const visit = readVisit(platform, token, actor.origin);
    if (visit?.entry !== "link" || visit.agentId !== agent.id) throw conversationEnded();
    return "link";
  }
  // A member who looks at the page holds a test chat, as everywhere here.
  if (hosted_page && agent.hosted_page && actor.entry === "website" && actor.origin === platform.env.appUrl) return "page";
  if (secret === undefined) return actor.entry;
  if (agent.test_page_version === null || !opensTestPage(platform, agent, secret)) throw testPageEnded();
  return `test_page-${agent.test_page_version}`;
}
