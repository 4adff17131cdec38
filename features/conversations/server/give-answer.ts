import { sql } from "kysely";
import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import type { Citation } from "#features/answering/contract.ts";
import type { Answerer, Question } from "#features/answering/server/answerer.ts";
import { asVisitorError } from "#features/answering/server/model-error.ts";
import { paced } from "#features/answering/server/paced.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { release, renewReservation } from "#features/budgets/server/reserve.ts";
import { searchPassages } from "#features/knowledge/server/search-passages.ts";
import type { UsageEvent } from "#features/usage/server/record-usage.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, notFound } from "#platform/errors.ts";
import type { EventStream } from "#platform/http/event-stream.ts";
import type { Logger } from "#platform/log.ts";
import type { AnswerEvent, ContactNumber, Message } from "../contract.ts";
import { leaseEnd, leaseSeconds, type BegunAnswer } from "./begin-answer.ts";
import { insertConversationWords } from "./conversation-words.ts";
import { channelOf, type VisitorConversation } from "./find-conversation.ts";
import { keepLease } from "./keep-lease.ts";

const renewMs = 10_000;
const answerLengthMax = 40_000;

type Given = {
  text: string;
  citations: Citation[];
  outcome: NonNullable<Message["outcome"]>;
  tokens: { input: number; output: number };
  error: AppError | null;
};

/**
 * Streams one answer and stores how it ended: `done` is sent when it is committed, `error` once for whatever failed, and
 * what was said until the visitor left is kept. No transaction is open while it streams.
 */
export async function giveAnswer(source: {
  found: VisitorConversation;
  begun: BegunAnswer;
  question: Question;
  answerer: Answerer;
  secondsMax: number;
  stream: EventStream;
  transaction: OpenTransaction;
  contactNumber(db: Db): Promise<ContactNumber | null>;
  log: Logger;
}): Promise<void> {
  const { found, begun, stream, log } = source;
  const send = ({ event, data }: AnswerEvent) => stream.send(event, data);
  const given = await listen(source, send);
  let error = given.error;
  let contact: ContactNumber | null = null;
  try {
    const stored = await source.transaction(async ({ db, send: queue }) => {
      if (given.outcome === "declined") contact = await source.contactNumber(db);
      return store({ db, send: queue }, found, begun, given);
    });
    if (!stored) error ??= hasEnded();
  } catch (failure) {
    log.error({ err: failure }, "an answer could not be stored");
    error ??= new AppError("internal", "The answer could not be completed. Try again in a moment.");
    await giveUp(source, given);
  }
  if (error) send({ event: "error", data: { code: error.code, message: error.message } });
  else send({ event: "done", data: { message_id: begun.answerId, ...(contact ? { contact } : {}) } });
}

/** Of an answer that cannot be stored, stores that it failed; where that cannot be either, the conversation is free again. */
async function giveUp({ found, begun, transaction, log }: Parameters<typeof giveAnswer>[0], given: Given): Promise<void> {
  const failed: Given = { ...given, text: "", citations: [], outcome: "failed" };
  await transaction((context) => store(context, found, begun, failed))
    .catch(() => transaction(({ db }) => setFree(db, found.conversation, begun)))
    .catch((failure: unknown) => log.error({ err: failure }, "a conversation stays taken until its lease ends"));
}

/** Passes the pieces on as they come, until the end, a failure, the visitor's leaving or a limit. */
async function listen(source: Parameters<typeof giveAnswer>[0], send: (event: AnswerEvent) => void): Promise<Given> {
  const { found, begun, question, answerer, secondsMax, stream, transaction, log } = source;
  const { organization_id: organizationId, project_id: projectId } = found.conversation;
  const given: Given = { text: "", citations: [], outcome: "answered", tokens: { input: 0, output: 0 }, error: null };
  const renewal = async () => {
    try {
      return await renew(transaction, found, begun);
    } catch (failure) {
      log.warn({ err: failure }, "the lease of an answer could not be renewed");
      throw failure;
    }
  };
  const lease = keepLease(renewal, { leaseMs: leaseSeconds * 1000, renewMs, lost: hasEnded });
  const search = (query: string, limit: number) =>
    transaction(({ db }) => searchPassages(db, { organizationId, projectId }, query, limit), "read");
  const give = (signal: AbortSignal) => answerer(question, { search, signal });
  try {
    for await (const piece of paced(give, { secondsMax, signal: AbortSignal.any([stream.signal, lease.signal]) })) {
      if (piece.type === "text") {
        const delta = piece.delta.slice(0, answerLengthMax - given.text.length).toWellFormed();
        given.text += delta;
        send({ event: "text", data: { delta } });
        if (delta.length < piece.delta.length) throw new AppError("unavailable", "The answer became too long and was cut off.");
      } else if (piece.type === "called_back") {
        given.text = "";
      } else if (piece.type === "citations") {
        given.citations = piece.data;
        send({ event: "citations", data: { data: piece.data } });
      } else if (piece.type === "usage") {
        given.tokens.input += piece.input_tokens;
        given.tokens.output += piece.output_tokens;
      } else if (piece.type === "end") {
        given.outcome = piece.outcome;
        log.info({ agent_id: found.agent.id, outcome: piece.outcome, tokens: given.tokens }, "a question was answered");
      }
    }
  } catch (reason) {
    // An answer that had to stop failed; one that nobody waits for any more was left.
    given.outcome = stream.signal.aborted && !(stream.signal.reason instanceof AppError) ? "aborted" : "failed";
    given.error = asVisitorError(reason);
    if (!stream.signal.aborted && !(reason instanceof AppError)) log.error({ err: reason }, "an answer failed");
  } finally {
    lease.end();
  }
  return given;
}

/** Says that the answer is still being given; false where its agent or its place among the messages is gone. */
function renew(transaction: OpenTransaction, { conversation, agent }: VisitorConversation, { answerId }: BegunAnswer): Promise<boolean> {
  return transaction(async ({ db }) => {
    const kept = await db
      .updateTable("conversations")
      .set({ answering_until: leaseEnd })
      .where("organization_id", "=", conversation.organization_id)
      .where("id", "=", conversation.id)
      .where("agent_id", "=", agent.id)
      .where("answering_id", "=", answerId)
      .executeTakeFirst();
    if (kept.numUpdatedRows === 0n) return false;
    await renewReservation(db, conversation.organization_id, answerId, leaseEnd);
    return true;
  });
}

const hasEnded = () => notFound("This conversation has ended.");

/** False where the conversation is gone, or somebody else took it over after a silence. */
async function store(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  { conversation }: VisitorConversation,
  begun: BegunAnswer,
  given: Given,
): Promise<boolean> {
  const kept = await db
    .updateTable("conversations")
    .set({
      answering_id: null,
      answering_until: null,
      last_used_at: sql`now()`,
      last_message_at: sql`now()`,
      message_count: sql<number>`message_count + 1`,
    })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .where("answering_id", "=", begun.answerId)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) {
    await release(db, conversation.organization_id, begun.answerId);
    return false;
  }
  const message = {
    organization_id: conversation.organization_id,
    project_id: conversation.project_id,
    conversation_id: conversation.id,
    text: given.text,
  };
  await db
    .insertInto("messages")
    .values({
      ...message,
      id: begun.answerId,
      role: "agent",
      citations: JSON.stringify(given.citations),
      outcome: given.outcome,
      reply_to: begun.questionId,
    })
    .execute();
  await insertConversationWords(db, [message]);
  await countUsage({ db, send }, conversation.organization_id, usageOf(conversation, begun, given), begun.answerId);
  return true;
}

/** Nobody answers in the conversation any more, and nothing is taken out of a cap for it. */
async function setFree(db: Db, conversation: VisitorConversation["conversation"], { answerId }: BegunAnswer): Promise<void> {
  await db
    .updateTable("conversations")
    .set({ answering_id: null, answering_until: null })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .where("answering_id", "=", answerId)
    .execute();
  await release(db, conversation.organization_id, answerId);
}

/** The turn counts once, by its question; tokens are paid for by each try. */
function usageOf(
  conversation: VisitorConversation["conversation"],
  { answerId, questionId }: BegunAnswer,
  { outcome, tokens }: Given,
): UsageEvent[] {
  const place = { projectId: conversation.project_id, agentId: conversation.agent_id, channel: channelOf(conversation) };
  const wasGiven = outcome === "answered" || outcome === "declined";
  return [
    { ...place, kind: "answers", quantity: wasGiven ? 1 : 0, key: questionId },
    { ...place, kind: "input_tokens", quantity: tokens.input, key: answerId },
    { ...place, kind: "output_tokens", quantity: tokens.output, key: answerId },
  ];
}
