import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { forbidden } from "#platform/errors.ts";
import { AskedForPerson } from "../../contract/handover.ts";
import { findVisitorConversation, openConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { beginWaiting } from "./begin-waiting.ts";
import { whatToExpect } from "./what-to-expect.ts";

export const askForPerson = procedure({
  name: "conversation.ask_person",
  summary: "Asks for a person of the team, also before anything was said. The agent continues to answer until somebody takes over.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: z.object({}),
  output: AskedForPerson,
  status: 202,
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  async run({ platform, product, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "handover", request.ip, actor.agentId);
    return transaction(async (context) => {
      const { agent, conversation } = await findVisitorConversation(context.db, organization.id, actor, params.conversation_id);
      if (!agent.hands_over) throw forbidden("This agent does not hand over to a person.");
      const begun = conversation ?? (await openConversation(context.db, agent, actor, params.conversation_id));
      const handover = await beginWaiting(context, begun);
      return whatToExpect(context.db, { platform, product }, { ...begun, handover });
    });
  },
});
