import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { Conversation } from "../contract.ts";
import { readerOf } from "./handover/team-member.ts";
import { presentConversation, withAgentAndOpening } from "./present-conversation.ts";

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
  run: async ({ db, organization, actor, params }) =>
    findConversation(db, organization.id, params.project_id, params.conversation_id, await readerOf(db, organization.id, actor)),
});

/**
 * The conversation of this project, as somebody of the team reads it.
 *
 * @throws AppError `not_found` when there is none
 */
export async function findConversation(
  db: Db,
  organizationId: string,
  projectId: string,
  conversationId: string,
  readerId: string | null,
): Promise<Conversation> {
  const conversations = db
    .selectFrom("conversations as c")
    .where("c.organization_id", "=", organizationId)
    .where("c.project_id", "=", projectId)
    .where("c.id", "=", conversationId);
  const row = await withAgentAndOpening(conversations, readerId).executeTakeFirst();
  if (!row) throw notFound("There is no such conversation.");
  return presentConversation(row);
}
