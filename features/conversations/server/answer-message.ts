import { process } from "#access/operation.ts";
import { chooseAnswerer } from "#features/agents/server/answering/choose-answerer.ts";
import { findContactNumber } from "#features/phone-numbers/server/contact-number.ts";
import { SendMessage } from "../contract.ts";
import { beginAnswer } from "./begin-answer.ts";
import { allowsOrigin, originRefused } from "./cross-origin.ts";
import { channelOf, findVisitorConversation } from "./find-conversation.ts";
import { giveAnswer } from "./give-answer.ts";
import { takeVisit } from "./visitor-limits.ts";

export const answerMessage = process({
  name: "message.send",
  summary: "Asks the agent. The answer streams as events: text …, citations, done; or error. An Idempotency-Key makes a retry safe.",
  scope: "visitor",
  kind: "write",
  params: ["conversation_id"],
  input: SendMessage,
  output: "stream",
  example: ({ conversation_id }) => ({ params: { conversation_id }, input: { text: "How long does delivery take?" } }),
  async run({ platform, organization, actor, params, request, transaction, openStream, log }, { text }) {
    await takeVisit(platform, "message", request.ip, actor.agentId);
    const { answerSecondsMax: secondsMax, appUrl } = platform.env;
    const { found, begun, contact } = await transaction(async ({ db }) => {
      const conversation = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!allowsOrigin(platform, conversation.agent.allowed_origins, actor.origin)) throw originRefused();
      const answer = await beginAnswer({ db }, conversation, text, request.idempotencyKey, channelOf(appUrl, conversation.conversation));
      const declined = "earlier" in answer && answer.earlier.outcome === "declined";
      return { found: conversation, begun: answer, contact: declined ? await findContactNumber(db, organization.id) : null };
    });
    if ("earlier" in begun) {
      const { id, text: answer, citations } = begun.earlier;
      return openStream(async ({ send }) => {
        send("text", { delta: answer });
        if (citations.length > 0) send("citations", { data: citations });
        send("done", { message_id: id, ...(contact ? { contact } : {}) });
      });
    }
    const question = { text, history: begun.history, agent: found.agent };
    const answerer = chooseAnswerer(platform.models, found.agent, log);
    return openStream((stream) => giveAnswer({ found, begun, question, answerer, secondsMax, appUrl, stream, transaction, log }));
  },
});
