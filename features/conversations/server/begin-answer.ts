import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { Citation, GivenOutcome } from "#features/answering/contract.ts";
import type { Question } from "#features/answering/server/answerer.ts";
import type { Db } from "#platform/database/transaction.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { insertConversationWords } from "./conversation-words.ts";
import { channelOf, type VisitorConversation } from "./find-conversation.ts";
import { lastingMessages } from "./lasting-messages.ts";

const historyLengthMax = 12;
const keyLengthMax = 200;

/** An answer that was begun: its place among the messages is taken, and nobody else answers in this conversation. */
export type BegunAnswer = { answerId: string; questionId: string; history: Question["history"] };
/** What a question with the same Idempotency-Key was answered before. */
export type EarlierAnswer = { id: string; text: string; citations: Citation[]; outcome: GivenOutcome };

/**
 * Stores the visitor's message and takes the conversation for one answer, in the transaction it is given. A retry with
 * the same key stores nothing twice: it gets the earlier answer, or a new one where that was cut or failed.
 *
 * @throws AppError 409 while another answer is being given, or for a key that came with another text
 */
export async function beginAnswer(
  { db, send, tell }: Pick<TransactionContext, "db" | "send" | "tell">,
  { conversation }: VisitorConversation,
  text: string,
  key: string | undefined,
): Promise<BegunAnswer | { earlier: EarlierAnswer }> {
  if (key !== undefined && key.length > keyLengthMax)
    throw invalid({ "idempotency-key": "An Idempotency-Key has at most 200 characters." });
  const mine = { organization_id: conversation.organization_id, conversation_id: conversation.id };
  const asked = key ? await findByKey(db, mine, key) : undefined;
  if (asked && asked.text !== text) throw conflict("This Idempotency-Key was used for another message.");
  const earlier = asked && (await findAnswerTo(db, mine, asked.id));
  if (earlier) return { earlier };

  const questionId = asked?.id ?? newId("msg");
  const answerId = newId("msg");
  const taken = await db
    .updateTable("conversations")
    .set({
      answering_id: answerId,
      answering_until: leaseEnd,
      last_used_at: sql`now()`,
      ...(asked ? {} : { last_message_at: sql`now()`, message_count: sql<number>`message_count + 1` }),
    })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .where((where) => where.or([where("answering_until", "is", null), where("answering_until", "<", sql<string>`now()`)]))
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) throw conflict("The previous question is still being answered. Wait for its answer, or stop it.");
  const history = await readHistory(db, mine, questionId);
  if (!asked) {
    await db
      .insertInto("messages")
      .values({ ...mine, id: questionId, project_id: conversation.project_id, role: "visitor", text, idempotency_key: key ?? null })
      .execute();
    await insertConversationWords(db, [{ ...mine, project_id: conversation.project_id, text }]);
    const place = { projectId: conversation.project_id, agentId: conversation.agent_id, channel: channelOf(conversation) };
    await countUsage({ db, send }, mine.organization_id, [{ ...place, kind: "messages_received", quantity: 1, key: questionId }]);
    const within = { project_id: conversation.project_id, conversation_id: conversation.id };
    await tell({ name: "message.receive", target: { type: "message", id: questionId }, within });
  }
  return { answerId, questionId, history };
}

/** For how long an answer counts as alive without a word from the process that gives it. */
export const leaseSeconds = 25;
export const leaseEnd = sql<string>`now() + ${sql.lit(`${leaseSeconds} seconds`)}::interval`;

type Mine = { organization_id: string; conversation_id: string };

const messagesOf = (db: Db, mine: Mine) =>
  db.selectFrom("messages").where("organization_id", "=", mine.organization_id).where("conversation_id", "=", mine.conversation_id);

function findByKey(db: Db, mine: Mine, key: string) {
  return messagesOf(db, mine).select(["id", "text"]).where("idempotency_key", "=", key).executeTakeFirst();
}

async function findAnswerTo(db: Db, mine: Mine, questionId: string): Promise<EarlierAnswer | null> {
  const row = await messagesOf(db, mine)
    .select(["id", "text", "citations", "outcome"])
    .where("reply_to", "=", questionId)
    .where("outcome", "in", GivenOutcome.options)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row ? { ...row, citations: Citation.array().parse(row.citations), outcome: GivenOutcome.parse(row.outcome) } : null;
}

async function readHistory(db: Db, mine: Mine, questionId: string): Promise<Question["history"]> {
  const rows = await lastingMessages(db, mine.organization_id, mine.conversation_id)
    .select(["m.role", "m.text"])
    .where("m.id", "<", questionId)
    .where("m.text", "!=", "")
    .orderBy("m.id", "desc")
    .limit(historyLengthMax)
    .execute();
  return rows.toReversed().map(({ role, text }) => ({ role: role === "visitor" ? "visitor" : "agent", text }));
}
