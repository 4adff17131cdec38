import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { Conversation } from "../contract.ts";
import { withAgentAndOpening } from "./present-conversation.ts";

export const readConversation = operation({
  name: "conversation.read",
  summary: "One conversation.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: Conversation,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  run: ({ db, organization, params }) => findConversation(db, organization.id, params.project_id, params.conversation_id),
});

/**
 * The conversation of this project.
 * @throws AppError `not_found` when there is none
 */
export async function findConversation(db: Db, organizationId: string, projectId: string, conversationId: string): Promise<Conversation> {
  const conversations = db
    .selectFrom("conversations as c")
    .where("c.organization_id", "=", organizationId)
    .where("c.project_id", "=", projectId)
    .where("c.id", "=", conversationId);
  const conversation = await withAgentAndOpening(conversations).executeTakeFirst();
  if (!conversation) throw notFound("There is no such conversation.");
  return conversation;
}
