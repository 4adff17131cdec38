import { z } from "zod";
import { operation, procedure } from "#access/operation.ts";
import { findVisitorConversation } from "./find-conversation.ts";
import { requireConversation } from "./read-conversation.ts";
import { takeVisit } from "./visitor-limits.ts";

/** Is kept nowhere: those who look at the conversation now are told, and nobody else. */
const shared = {
  kind: "write",
  says: null,
  input: z.object({}),
  output: z.null(),
  status: 204,
} as const;

export const typingAsVisitor = procedure({
  ...shared,
  name: "conversation.type",
  summary: "Says that the visitor is typing. Those who follow the conversation hear it; call it every few seconds while it is so.",
  scope: "visitor",
  params: ["conversation_id"],
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "typing", request.ip, actor.agentId);
    const { conversation } = await transaction(
      ({ db }) => findVisitorConversation(db, organization.id, actor, params.conversation_id),
      "read",
    );
    // Before its first message nobody looks at it.
    if (conversation)
      platform.live.signal({
        organizationId: organization.id,
        projectId: conversation.project_id,
        conversationId: conversation.id,
        by: "visitor",
      });
    return null;
  },
});

export const typingAsTeam = operation({
  ...shared,
  name: "conversation.type_reply",
  summary: "Says that somebody of the team is typing a reply. The visitor sees it for a few seconds.",
  scope: "organization",
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, platform, organization, params: { project_id: projectId, conversation_id: conversationId }, audit }) {
    await requireConversation(db, organization.id, projectId, conversationId);
    platform.live.signal({ organizationId: organization.id, projectId, conversationId, by: "person" });
    audit(null);
    return null;
  },
});
