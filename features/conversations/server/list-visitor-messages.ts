import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { greetingOf } from "#features/agents/server/greeting-of.ts";
import { VisitorMessages } from "../contract.ts";
import { Handover } from "../contract/handover.ts";
import { findVisitorConversation } from "./find-conversation.ts";
import { lastingMessages } from "./lasting-messages.ts";
import { messageColumns, presentToVisitor } from "./present-message.ts";
import { whatToExpect } from "./handover/what-to-expect.ts";
import { ratingOf } from "./rating/rating-of.ts";

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
  run: ({ platform, product, organization, actor, params, request, transaction, contactNumber }) =>
    transaction(async ({ db }) => {
      const { conversation, agent } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      const about = {
        agent_name: agent.name,
        greeting: greetingOf(agent, request),
        hands_over: agent.hands_over,
        asks: await product.asksVisitors(db, organization.id, agent.id),
        suggested_questions: agent.suggested_questions,
        handover: Handover.parse(conversation?.handover ?? "agent"),
      };
      if (!conversation) return { data: [], ...about, asked: null, rating: null };
      const { rating } = await db
        .updateTable("conversations as c")
        .set({ last_used_at: new Date() })
        .where("c.organization_id", "=", organization.id)
        .where("c.id", "=", conversation.id)
        .returning(ratingOf("c").as("rating"))
        .executeTakeFirstOrThrow();
      const rows = await lastingMessages(db, organization.id, conversation.id)
        .select(messageColumns)
        .where("m.role", "!=", "note")
        .orderBy("m.id", "desc")
        .limit(messagesMax)
        .execute();
      const isAsked = conversation.handover === "waiting" || conversation.handover === "person";
      const asked = isAsked ? await whatToExpect(db, { platform, product }, conversation) : null;
      const contact = rows.some(({ outcome }) => outcome === "declined") ? await contactNumber(db) : null;
      return { data: rows.toReversed().map((row) => presentToVisitor(row, contact)), ...about, asked, rating };
    }),
});
