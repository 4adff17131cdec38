import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Message } from "../contract.ts";
import { messageColumns, presentMessage } from "./present-message.ts";
import { requireConversation } from "./read-conversation.ts";

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
    const conversation = await requireConversation(db, organization.id, params.project_id, params.conversation_id);
    const rows = await db
      .selectFrom("messages as m")
      .select(messageColumns)
      .where("m.organization_id", "=", organization.id)
      .where("m.conversation_id", "=", conversation.id)
      .orderBy("m.id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    return { data: rows.map(presentMessage), total: conversation.message_count, page, per_page };
  },
});
