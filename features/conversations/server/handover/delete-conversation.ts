import { z } from "zod";
import { operation } from "#access/operation.ts";
import { eraseConversations } from "../erase-conversations.ts";
import { conversationTarget } from "./audited-move.ts";
import { lockInProject } from "./move-handover.ts";

export const deleteConversation = operation({
  name: "conversation.delete",
  summary: "Deletes a conversation with everything that was said in it. What it used stays counted.",
  scope: "organization",
  kind: "write",
  says: ({ before }) => `deleted a conversation of ${Number(before?.["messages"] ?? 0)} messages`,
  erases: true,
  permission: "conversation:delete",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, params, audit, send }) {
    const { id } = await lockInProject(db, organization.id, params);
    const { messages } = await eraseConversations({ db, send }, organization.id, [id]);
    audit({ target: conversationTarget(id), before: { messages } });
    return null;
  },
});
