import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { VisitorMessage, VisitorMessages } from "../contract.ts";
import { findVisitorConversation } from "./find-conversation.ts";
import { lastingMessages } from "./lasting-messages.ts";

const messagesMax = 200;

export const listVisitorMessages = procedure({
  name: "message.list_own",
  summary: "A visitor's own conversation so far, for a page that was reloaded: its last 200 messages.",
  scope: "visitor",
  kind: "read",
  params: ["conversation_id"],
  input: z.object({}),
  output: VisitorMessages,
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  run: ({ organization, actor, params, transaction, contactNumber }) =>
    transaction(async ({ db }) => {
      const { conversation, agent } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) return { data: [], agent_name: agent.name, greeting: agent.greeting };
      await db
        .updateTable("conversations")
        .set({ last_used_at: new Date() })
        .where("organization_id", "=", organization.id)
        .where("id", "=", conversation.id)
        .execute();
      const rows = await lastingMessages(db, organization.id, conversation.id)
        .select(["m.id", "m.role", "m.text", "m.citations", "m.outcome", "m.created_at"])
        .orderBy("m.id", "desc")
        .limit(messagesMax)
        .execute();
      const contact = rows.some(({ outcome }) => outcome === "declined") ? await contactNumber(db) : null;
      const data = rows.toReversed().map(({ outcome, ...row }) =>
        VisitorMessage.parse({
          ...row,
          ...(contact && outcome === "declined" ? { contact } : {}),
          ...(outcome === "failed" || outcome === "aborted" ? { cut: true } : outcome && { outcome }),
        }),
      );
      return { data, agent_name: agent.name, greeting: agent.greeting };
    }),
});
