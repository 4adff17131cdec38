import { sql } from "kysely";
import type { ToolProposal } from "#features/answering/server/agent-tool.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { VisitorConversation } from "../find-conversation.ts";

const minutes = 15;

/** Stores what the visitor is asked by an answer. What they were asked before and did not say is over. */
export async function askFirst(
  db: Db,
  { organization_id, project_id, id }: VisitorConversation["conversation"],
  messageId: string,
  { tool, input, question, sentTo }: ToolProposal,
): Promise<void> {
  await db
    .updateTable("confirmations")
    .set({ state: "declined", decided_at: sql`now()` })
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", id)
    .where("state", "=", "open")
    .execute();
  await db
    .insertInto("confirmations")
    .values({
      organization_id,
      project_id,
      conversation_id: id,
      message_id: messageId,
      tool,
      input: JSON.stringify(input),
      question,
      sent_to: sentTo,
      expires_at: sql`now() + ${sql.lit(`${minutes} minutes`)}::interval`,
    })
    .execute();
}
