import { sql } from "kysely";
import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import { GivenOutcome, type Citation, type ToolCall } from "#features/answering/contract.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { release } from "#features/budgets/server/reserve.ts";
import type { ToolProposal } from "#features/answering/server/agent-tool.ts";
import type { UsedModel } from "#features/answering/server/answerer.ts";
import { noteHealth } from "#features/models/server/note-health.ts";
import { costOf, readRates, type UsedTokens } from "#features/models/server/rates/rates.ts";
import type { ModelFailure } from "#platform/models/with-fallback.ts";
import type { UsageEvent } from "#features/usage/server/record-usage.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Logger } from "#platform/log.ts";
import type { Message } from "../contract.ts";
import type { BegunAnswer } from "./begin-answer.ts";
import { askFirst } from "./confirmations/ask-first.ts";
import { channelOf, type VisitorConversation } from "./find-conversation.ts";
import { withinConversation } from "./within-conversation.ts";
import { insertMessage, said } from "./insert-message.ts";

/** What became of an answer: what was said, on what it rests, how it ended and what it took. */
export type GivenAnswer = {
  text: string;
  citations: Citation[];
  outcome: NonNullable<Message["outcome"]>;
  tokens: { input: number; output: number };
  /** What each model took of that, in order. */
  used: (UsedModel & UsedTokens)[];
  /** Models that did not do what they were asked. */
  failures: ModelFailure[];
  /** The tools that it called, in order. */
  calls: ToolCall[];
  /** What the visitor is asked before it is done. */
  proposal: ToolProposal | null;
  /** After how long its first words were sent; null where none were. */
  firstMs: number | null;
  /** The visitor wishes for a person. */
  asksPerson: boolean;
  /** The agent closes the conversation with it. */
  ends: boolean;
};

/**
 * Stores an answer as it was given, and what it used, in the transaction it is given; the conversation is free again.
 *
 * @returns false where the conversation is gone, or somebody else took it over after a silence
 */
export async function storeAnswer(
  { db, send, tell }: Pick<TransactionContext, "db" | "send" | "tell">,
  { conversation, agent }: VisitorConversation,
  begun: BegunAnswer,
  given: GivenAnswer,
): Promise<boolean> {
  const kept = await db
    .updateTable("conversations")
    .set({
      answering_id: null,
      answering_until: null,
      last_used_at: sql`now()`,
      ...(wasGiven(given) ? { last_outcome: given.outcome } : {}),
      ...said,
    })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .where("answering_id", "=", begun.answerId)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) {
    await release(db, conversation.organization_id, begun.answerId);
    return false;
  }
  await insertMessage(db, conversation, {
    id: begun.answerId,
    role: "agent",
    text: given.text,
    citations: JSON.stringify(given.citations),
    tool_calls: JSON.stringify(given.calls),
    outcome: given.outcome,
    first_ms: given.firstMs,
    reply_to: begun.questionId,
    agent_version: agent.published_version,
    ...(await paidFor(db, agent, given)),
  });
  if (given.proposal && wasGiven(given)) await askFirst(db, conversation, begun.answerId, given.proposal);
  await noteHealth(db, conversation.organization_id, given);
  await countUsage({ db, send }, conversation.organization_id, usageOf(conversation, begun, given), begun.answerId);
  await tell({ name: "answer.finish", target: { type: "message", id: begun.answerId }, within: withinConversation(conversation) });
  return true;
}

/** By which model, and what for, at the rate of now. */
async function paidFor(db: Db, agent: VisitorConversation["agent"], { used }: GivenAnswer) {
  const last = used.at(-1);
  if (!last) return {};
  return {
    model_name: last.name,
    by_fallback: isSpare(agent, last),
    cost_micros: costOf(await readRates(db), used),
  };
}

function isSpare({ fallback, model_name, model_provider_id }: VisitorConversation["agent"], { name, provider_id }: UsedModel): boolean {
  const isOwn = name === model_name && provider_id === model_provider_id;
  return !isOwn && fallback !== null && name === fallback.model_name && provider_id === fallback.provider_id;
}

/** Of an answer that could not be stored, stores that it failed; where that is not possible either, the conversation is free again. */
export async function storeFailure(
  transaction: OpenTransaction,
  found: VisitorConversation,
  begun: BegunAnswer,
  given: GivenAnswer,
  log: Logger,
): Promise<void> {
  const failed: GivenAnswer = { ...given, text: "", citations: [], outcome: "failed" };
  await transaction((context) => storeAnswer(context, found, begun, failed))
    .catch(() => transaction(({ db }) => setFree(db, found.conversation, begun)))
    .catch((failure: unknown) => log.error({ err: failure }, "a conversation stays taken until its lease ends"));
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
  given: GivenAnswer,
): UsageEvent[] {
  const place = { projectId: conversation.project_id, agentId: conversation.agent_id, channel: channelOf(conversation) };
  const { tokens } = given;
  return [
    { ...place, kind: "answers", quantity: wasGiven(given) ? 1 : 0, key: questionId },
    { ...place, kind: "input_tokens", quantity: tokens.input, key: answerId },
    { ...place, kind: "output_tokens", quantity: tokens.output, key: answerId },
  ];
}

const wasGiven = ({ outcome }: GivenAnswer) => GivenOutcome.safeParse(outcome).success;
