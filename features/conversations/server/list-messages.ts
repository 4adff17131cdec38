import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Message } from "../contract.ts";
import { findConversation } from "./read-conversation.ts";

export const listMessages = operation({
  name: "message.list",
  summary: "What was said in a conversation, oldest first.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id", "conversation_id"],
  input: PageQuery,
  output: Page(Message),
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, params }, { page, per_page }) {
    const conversation = await findConversation(db, organization.id, params.project_id, params.conversation_id);
    const rows = await db
      .selectFrom("messages")
      .select(["id", "role", "text", "citations", "outcome", "created_at"])
      .where("organization_id", "=", organization.id)
      .where("conversation_id", "=", conversation.id)
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    return { data: rows.map((row) => Message.parse(row)), total: conversation.message_count, page, per_page };
  },
});
