import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { notFound } from "#platform/errors.ts";
import { AskedForPerson } from "../../contract/handover.ts";
import { findVisitorConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { lockConversation, moveHandover } from "./move-handover.ts";
import { withinConversation } from "../within-conversation.ts";

export const takeBack = procedure({
  name: "conversation.take_back",
  summary: "The visitor no longer waits for a person; the agent has the conversation alone again.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: z.object({}),
  output: AskedForPerson,
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "handover", request.ip, actor.agentId);
    return transaction(async ({ db, tell }) => {
      const { conversation: found } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!found) throw notFound("There is no such conversation.");
      const conversation = await lockConversation(db, found);
      const { state, moved } = await moveHandover(db, conversation, "take_back", null);
      if (moved)
        await tell({
          name: "conversation.take_back",
          target: { type: "conversation", id: conversation.id },
          within: withinConversation(conversation),
        });
      return { state };
    });
  },
});
