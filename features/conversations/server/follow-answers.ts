import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { hearAnswers } from "./answers-under-way.ts";
import { requireConversation } from "./read-conversation.ts";

/** What the team sees of an answer before it is stored, as far as this process gives it. */
export const followAnswers = procedure({
  name: "answer.follow",
  summary:
    "What the agent is saying in a conversation at this moment, as it says it: `answer.begin` with what was said so far, `answer.text` with what is added, `answer.end`. Then the message is stored, or it is not.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: "stream",
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ organization, params: { project_id: projectId, conversation_id: conversationId }, transaction, openStream }) {
    const find = () =>
      transaction(async ({ db }) => void (await requireConversation(db, organization.id, projectId, conversationId)), "read");
    await find();
    return openStream(async ({ send, signal }) => {
      const end = hearAnswers(conversationId, ({ type, messageId: message_id, ...said }) =>
        send(`answer.${type}`, { conversation_id: conversationId, message_id, ...said }),
      );
      await new Promise((resolve) => {
        if (signal.aborted) resolve(null);
        signal.addEventListener("abort", resolve, { once: true });
      });
      end();
    }, find);
  },
});
