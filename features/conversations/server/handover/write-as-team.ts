import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { newId } from "#platform/ids.ts";
import type { Message } from "../../contract.ts";
import { claimAttachments } from "../attachments/claim-attachments.ts";
import { counted, insertMessage, said } from "../insert-message.ts";
import { messageColumns, presentMessage } from "../present-message.ts";
import { haveRead } from "./mark-read.ts";
import type { ConversationRow } from "./move-handover.ts";
import type { TeamMember } from "./team-member.ts";

/** Stores what somebody of the team wrote in a conversation that is locked; they have read it up to there. */
export async function writeAsTeam(
  { db, tell }: Pick<TransactionContext, "db" | "tell">,
  conversation: ConversationRow,
  { role, text, attachments = [], member }: { role: "person" | "note"; text: string; attachments?: readonly string[]; member: TeamMember },
): Promise<Message> {
  const id = newId("msg");
  const { organization_id: organizationId } = conversation;
  await insertMessage(db, conversation, { id, role, text, author_id: member.id, author_name: member.name });
  await claimAttachments(db, { organizationId, conversationId: conversation.id, messageId: id }, attachments, member.id);
  await db
    .updateTable("conversations")
    .set(role === "person" ? { ...said, reply_unseen_since: sql`coalesce(reply_unseen_since, now())` } : counted)
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversation.id)
    .execute();
  await haveRead(db, organizationId, member.id, conversation.id);
  await tell({ name: `message.${role === "person" ? "reply" : "note"}`, target: { type: "message", id }, change: "created" });
  const row = await db
    .selectFrom("messages as m")
    .select(messageColumns)
    .where("m.organization_id", "=", organizationId)
    .where("m.id", "=", id)
    .executeTakeFirstOrThrow();
  return presentMessage(row);
}
