import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { GivenOutcome } from "#features/answering/contract.ts";
import { invalid, notFound } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import { RateConversation, Rating } from "../../contract/rating.ts";
import { findVisitorConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";

export const rate = procedure({
  name: "conversation.rate",
  summary:
    "Says whether an answer helped, or the conversation as a whole: 1 or -1, with a comment where there is one. A later rating of the same replaces it.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: RateConversation,
  output: Rating,
  example: ({ conversation_id }) => ({ params: { conversation_id }, input: { score: 1, comment: "Quick and clear." } }),
  async run({ platform, organization, actor, params, request, transaction }, { score, message_id, comment }) {
    await takeVisit(platform, "rating", request.ip, actor.agentId);
    return transaction(async ({ db, tell }) => {
      const { conversation } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) throw notFound("There is no such conversation.");
      const place = { organization_id: organization.id, conversation_id: conversation.id };
      if (message_id !== undefined && !(await isAnswer(db, place, message_id)))
        throw invalid({ message_id: "This is no answer of the conversation." });
      const rating = { score, comment: comment || null };
      await db
        .insertInto("ratings")
        .values({ ...place, ...rating, project_id: conversation.project_id, message_id: message_id ?? null })
        .onConflict((earlier) =>
          earlier.columns(["organization_id", "conversation_id", "target_id"]).doUpdateSet({ ...rating, rated_at: sql`now()` }),
        )
        .execute();
      const target = message_id === undefined ? { type: "conversation", id: conversation.id } : { type: "message", id: message_id };
      await tell({ name: message_id === undefined ? "conversation.rate" : "answer.rate", target });
      return rating;
    });
  },
});

async function isAnswer(db: Db, place: { organization_id: string; conversation_id: string }, messageId: string): Promise<boolean> {
  const answer = await db
    .selectFrom("messages")
    .select("id")
    .where("organization_id", "=", place.organization_id)
    .where("conversation_id", "=", place.conversation_id)
    .where("id", "=", messageId)
    .where("outcome", "in", GivenOutcome.options)
    .executeTakeFirst();
  return answer !== undefined;
}
