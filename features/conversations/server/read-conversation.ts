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
 * That the project has the conversation, and how many messages it holds: for callers that show nothing else of it.
 *
 * @throws AppError `not_found` when there is none
 */
export async function requireConversation(
  db: Db,
  organizationId: string,
  projectId: string,
  conversationId: string,
): Promise<{ id: string; message_count: number }> {
  const row = await oneOf(db, organizationId, projectId, conversationId).select(["c.id", "c.message_count"]).executeTakeFirst();
  return orAbsent(row);
}

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
  const row = await withAgentAndOpening(oneOf(db, organizationId, projectId, conversationId), readerId).executeTakeFirst();
  return presentConversation(orAbsent(row));
}

function oneOf(db: Db, organizationId: string, projectId: string, conversationId: string) {
  return db
    .selectFrom("conversations as c")
    .where("c.organization_id", "=", organizationId)
    .where("c.project_id", "=", projectId)
    .where("c.id", "=", conversationId);
}

function orAbsent<Row>(row: Row | undefined): Row {
  if (!row) throw notFound("There is no such conversation.");
  return row;
}
