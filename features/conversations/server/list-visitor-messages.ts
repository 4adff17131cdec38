import { z } from "zod";
import { process } from "#access/operation.ts";
import { findContactNumber } from "#features/phone-numbers/server/contact-number.ts";
import { VisitorMessage, VisitorMessages } from "../contract.ts";
import { findVisitorConversation } from "./find-conversation.ts";

const messagesMax = 200;

export const listVisitorMessages = process({
  name: "message.list_own",
  summary: "A visitor's own conversation so far, for a page that was reloaded: its last 200 messages.",
  scope: "visitor",
  kind: "read",
  params: ["conversation_id"],
  input: z.object({}),
  output: VisitorMessages,
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  run: ({ organization, actor, params, transaction }) =>
    transaction(async ({ db }) => {
      const { conversation, agent } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) return { data: [], agent_name: agent.name, greeting: agent.greeting };
      await db
        .updateTable("conversations")
        .set({ last_used_at: new Date() })
        .where("organization_id", "=", organization.id)
        .where("id", "=", conversation.id)
        .execute();
      const rows = await db
        .selectFrom("messages")
        .select(["id", "role", "text", "citations", "outcome", "created_at"])
        .where("organization_id", "=", organization.id)
        .where("conversation_id", "=", conversation.id)
        .where("text", "!=", "")
        .orderBy("id", "desc")
        .limit(messagesMax)
        .execute();
      const contact = rows.some(({ outcome }) => outcome === "declined") ? await findContactNumber(db, organization.id) : null;
      const data = rows
        .toReversed()
        .map((row) => VisitorMessage.parse({ ...row, ...(contact && row.outcome === "declined" ? { contact } : {}) }));
      return { data, agent_name: agent.name, greeting: agent.greeting };
    }),
});
