import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { findVisitorConversation } from "../find-conversation.ts";
import { withinConversation } from "../within-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";

export const markSeen = procedure({
  name: "conversation.mark_seen",
  summary:
    "Notes that the visitor has seen what people of the team wrote. What nobody has seen for a minute is mailed to a visitor who left an address.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "seen", request.ip, actor.agentId);
    await transaction(async ({ db, tell }) => {
      const { conversation } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) return;
      await db
        .updateTable("conversations")
        .set({ reply_unseen_since: null, last_used_at: new Date() })
        .where("organization_id", "=", organization.id)
        .where("id", "=", conversation.id)
        .execute();
      if (conversation.reply_unseen_since === null) return;
      const target = { type: "conversation", id: conversation.id };
      await tell({
        name: "conversation.mark_seen",
        target,
        change: "changed",
        changed: ["seen"],
        within: withinConversation(conversation),
      });
    });
    return null;
  },
});
