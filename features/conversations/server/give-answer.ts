import type { OpenTransaction } from "#access/operation.ts";
import { GivenOutcome } from "#features/answering/contract.ts";
import type { Answerer, AnswererTools, Question } from "#features/answering/server/answerer.ts";
import { renewReservation } from "#features/budgets/server/reserve.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, notFound } from "#platform/errors.ts";
import type { EventStream } from "#platform/http/event-stream.ts";
import type { Logger } from "#platform/log.ts";
import type { AnswerEvent, ContactNumber } from "../contract.ts";
import type { Confirmation } from "../contract/confirmation.ts";
import type { Handover } from "../contract/handover.ts";
import { tellAnswer } from "./answers-under-way.ts";
import { beginWaiting } from "./handover/begin-waiting.ts";
import { readConfirmation } from "./confirmations/confirmation-of.ts";
import { endByAgent } from "./handover/end-by-agent.ts";
import { refers } from "./handover/refers.ts";
import { leaseEnd, leaseSeconds, type BegunAnswer } from "./begin-answer.ts";
import type { VisitorConversation } from "./find-conversation.ts";
import { holdLease } from "./hold-lease.ts";
import { storeAnswer, storeFailure } from "./store-answer.ts";
import { streamAnswer } from "./stream-answer.ts";

const renewMs = 10_000;

/**
 * Streams one answer, then stores how it ended: `done` is sent when it is committed, `error` once for whatever failed, and
 * what was said until the visitor left is kept. No transaction is open while it streams.
 */
export async function giveAnswer(source: {
  found: VisitorConversation;
  begun: BegunAnswer;
  question: Question;
  answerer: Answerer;
  secondsMax: number;
  stream: EventStream;
  /** Aborts once a person takes the conversation over. */
  silence: AbortSignal;
  transaction: OpenTransaction;
  tools: Omit<AnswererTools, "signal">;
  contactNumber(db: Db): Promise<ContactNumber | null>;
  log: Logger;
}): Promise<void> {
  const { found, begun, stream, transaction, log } = source;
  const send = ({ event, data }: AnswerEvent) => stream.send(event, data);
  // By another process; this one hears of its own at once.
  const takenElsewhere = new AbortController();
  const silence = AbortSignal.any([source.silence, takenElsewhere.signal]);
  const lease = holdLease(() => renew(source, () => takenElsewhere.abort()), { leaseMs: leaseSeconds * 1000, renewMs, lost: hasEnded });
  const told = tellAnswer(found.conversation.id, begun.answerId);
  const streamed = await streamAnswer({ ...source, silence, told, signal: lease.signal }).finally(lease.end);
  const { given } = streamed;
  let { error } = streamed;
  let contact: ContactNumber | null = null;
  let handover: Handover | undefined;
  let confirmation: Confirmation | null = null;
  try {
    const stored = await transaction(async (context) => {
      if (given.outcome === "declined") contact = await source.contactNumber(context.db);
      const isKept = await storeAnswer(context, found, begun, given);
      const asks = isKept && (given.asksPerson ? "ask" : (await refers(context.db, found, source.question.text)) ? "refer" : null);
      if (isKept && given.proposal) confirmation = await readConfirmation(context.db, found.conversation.organization_id, begun.answerId);
      if (asks) handover = await beginWaiting(context, found.conversation, asks);
      else if (isKept && given.ends) handover = await endByAgent(context, found.conversation);
      return isKept;
    });
    if (!stored) error ??= hasEnded();
  } catch (failure) {
    log.error({ err: failure }, "an answer could not be stored");
    error ??= new AppError("internal", "The answer could not be completed. Try again in a moment.");
    await storeFailure(transaction, found, begun, given, log);
  }
  told.end();
  if (error) send({ event: "error", data: { code: error.code, message: error.message } });
  else
    send({
      event: "done",
      data: {
        message_id: begun.answerId,
        outcome: silence.aborted ? "person" : GivenOutcome.parse(given.outcome),
        ...(handover ? { handover } : {}),
        ...(contact ? { contact } : {}),
        ...(confirmation ? { confirmation } : {}),
      },
    });
}

/**
 * Says that the answer is still being given; false where its agent or its place among the messages is gone.
 *
 * @param taken called where a person has the conversation, before that is said to be so
 */
async function renew({ found, begun, transaction, log }: Parameters<typeof giveAnswer>[0], taken: () => void): Promise<boolean> {
  const { conversation, agent } = found;
  const { organization_id: organizationId } = conversation;
  try {
    return await transaction(async ({ db }) => {
      const renewed = await db
        .updateTable("conversations")
        .set({ answering_until: leaseEnd })
        .where("organization_id", "=", organizationId)
        .where("id", "=", conversation.id)
        .where("agent_id", "=", agent.id)
        .where("answering_id", "=", begun.answerId)
        .returning("handover")
        .executeTakeFirst();
      if (renewed?.handover === "person") taken();
      if (!renewed || renewed.handover === "person") return false;
      await renewReservation(db, organizationId, begun.answerId, leaseEnd);
      return true;
    });
  } catch (failure) {
    log.warn({ err: failure }, "the lease of an answer could not be renewed");
    throw failure;
  }
}

const hasEnded = () => notFound("This conversation has ended.");
