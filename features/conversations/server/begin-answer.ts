import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { Citation, GivenOutcome } from "#features/answering/contract.ts";
import type { Question } from "#features/answering/server/answerer.ts";
import { smallTalkOf } from "#features/answering/server/small-talk.ts";
import type { Db } from "#platform/database/transaction.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { claimAttachments, idsOfMessage } from "./attachments/claim-attachments.ts";
import { channelOf, type VisitorConversation } from "./find-conversation.ts";
import { withinConversation } from "./within-conversation.ts";
import { lockConversation, moveHandover } from "./handover/move-handover.ts";
import { tellTeam } from "./notices/tell-team.ts";
import { insertMessage, said } from "./insert-message.ts";
import { lastingMessages } from "./lasting-messages.ts";

const historyLengthMax = 12;
const titleLengthMax = 200;
const keyLengthMax = 200;

/** A person has the conversation, or is asked for and the message is files alone: they read it, and the agent is silent. */
export type LeftToPerson = { leftTo: "person" | "waiting"; questionId: string };
/** An answer that was begun: its place among the messages is taken, and nobody else answers in this conversation. */
export type BegunAnswer = { answerId: string; questionId: string; history: Question["history"] };
/** What a question with the same Idempotency-Key was answered before. */
export type EarlierAnswer = { id: string; text: string; citations: Citation[]; outcome: GivenOutcome };

/**
 * Stores the visitor's message and takes the conversation for one answer, in the transaction it is given; where a person
 * has it, the message is stored alone. A retry with the same key stores nothing twice: it gets the earlier answer, or a
 * new one where that was cut or failed. A conversation that was closed is open again.
 *
 * @throws AppError 409 while another answer is being given, or for a key that came with another text
 */
export async function beginAnswer(
  { db, send, tell }: Pick<TransactionContext, "db" | "send" | "tell">,
  { conversation }: VisitorConversation,
  { text, attachments }: { text: string; attachments: readonly string[] },
  key: string | undefined,
): Promise<BegunAnswer | LeftToPerson | { earlier: EarlierAnswer }> {
  if (key !== undefined && key.length > keyLengthMax)
    throw invalid({ "idempotency-key": "An Idempotency-Key has at most 200 characters." });
  const mine = { organization_id: conversation.organization_id, conversation_id: conversation.id };
  // One after the other: the same message may come a second time before the first is stored or answered.
  const locked = await lockConversation(db, conversation);
  const asked = key ? await findByKey(db, mine, key) : undefined;
  const isSame = asked && asked.text === text && isDeepStrictEqual(await idsOfMessage(db, mine.organization_id, asked.id), attachments);
  if (asked && !isSame) throw conflict("This Idempotency-Key was used for another message.");
  const earlier = asked && (await findAnswerTo(db, mine, asked.id));
  if (earlier) return { earlier };

  const within = withinConversation(conversation);
  let questionId = asked?.id ?? newId("msg");
  let answerId = newId("msg");
  const title =
    text === "" || smallTalkOf(text) ? {} : { title: sql<string>`coalesce(title, ${text.slice(0, titleLengthMax).toWellFormed()})` };
  const used = { last_used_at: sql<string>`now()`, ...(asked ? {} : { ...said, ...title }) };
  const taken = await updateOf(db, conversation)
    .set({ answering_id: answerId, answering_until: leaseEnd, ...used })
    .where("handover", "in", text === "" ? ["agent"] : ["agent", "waiting"])
    .where((where) => where.or([where("answering_until", "is", null), where("answering_until", "<", sql<string>`now()`)]))
    .executeTakeFirst();
  const state = taken.numUpdatedRows > 0n ? null : locked;
  const leftTo = state?.handover === "person" || (state?.handover === "waiting" && text === "") ? state.handover : null;
  if (state && leftTo === null && state.handover !== "closed")
    throw conflict("The previous question is still being answered. Wait for its answer, or stop it.");
  if (state?.handover === "closed") {
    await moveHandover(db, state, "write", null);
    // Ids are in the order of what is said: the line that it is open again comes first.
    if (!asked) questionId = newId("msg");
    answerId = newId("msg");
    await tell({ name: "conversation.write_again", target: { type: "conversation", id: conversation.id }, within });
    await updateOf(db, conversation)
      .set({ answering_id: answerId, answering_until: leaseEnd, ...used })
      .executeTakeFirst();
  }
  if (leftTo !== null) await updateOf(db, conversation).set(used).executeTakeFirst();
  const message = { organizationId: mine.organization_id, conversationId: conversation.id, messageId: questionId };
  const place = { projectId: conversation.project_id, agentId: conversation.agent_id, channel: channelOf(conversation) };
  // None waits for what another answers: one way to the database for all of them, in this order.
  const [history] = await Promise.all([
    readHistory(db, mine, questionId),
    ...(asked
      ? []
      : [
          insertMessage(db, conversation, { id: questionId, role: "visitor", text, idempotency_key: key ?? null }),
          claimAttachments(db, message, attachments, null),
          countUsage({ db, send }, mine.organization_id, [{ ...place, kind: "messages_received", quantity: 1, key: questionId }]),
          leftTo === "person" ? send(tellTeam, { conversation_id: conversation.id }) : null,
          tell({ name: "message.receive", target: { type: "message", id: questionId }, within }),
        ]),
  ]);
  return leftTo !== null ? { leftTo, questionId } : { answerId, questionId, history };
}

/** For how long an answer counts as alive without a word from the process that gives it. */
export const leaseSeconds = 25;
export const leaseEnd = sql<string>`now() + ${sql.lit(`${leaseSeconds} seconds`)}::interval`;

type Mine = { organization_id: string; conversation_id: string };

const updateOf = (db: Db, { organization_id, id }: VisitorConversation["conversation"]) =>
  db.updateTable("conversations").where("organization_id", "=", organization_id).where("id", "=", id);

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
    .where("m.role", "in", ["visitor", "agent", "person"])
    .orderBy("m.id", "desc")
    .limit(historyLengthMax)
    .execute();
  return rows.toReversed().map(({ role, text }) => ({ role: role === "visitor" ? "visitor" : "agent", text }));
}
