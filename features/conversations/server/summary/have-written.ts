import { sql } from "kysely";
import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import { asStorable } from "#features/answering/server/clean-text.ts";
import { summaryInstructions, summaryMessageFor, type Turn } from "#features/answering/server/prompt.ts";
import { writeText } from "#features/answering/server/write-text.ts";
import { countTokens, reserveTokens } from "#features/budgets/server/model-tokens.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Logger } from "#platform/log.ts";
import type { Platform } from "#platform/platform.ts";
import { channelOf } from "../find-conversation.ts";
import { saidIn } from "./said-in.ts";

const lengthMax = 2_000;

type Machine = { platform: Platform; log: Logger; signal: AbortSignal; transaction: OpenTransaction };

/**
 * Has a model write what was said in a conversation, in place of what it wrote before. What it took counts whatever became of it.
 *
 * @param settle runs with what is kept, or with nothing where nothing came of it, in the transaction that keeps it
 * @throws BudgetSpent
 */
export async function haveWritten<Settled>(
  { platform, log, signal, transaction }: Machine,
  model: string,
  { conversation, messages }: SaidInConversation,
  settle: (context: TransactionContext, isKept: boolean) => Promise<Settled>,
): Promise<Settled> {
  const organizationId = conversation.organization_id;
  const use = {
    reservation: newId("job"),
    projectId: conversation.project_id,
    agentId: conversation.agent_id,
    channel: channelOf(conversation),
  };
  await transaction(async ({ db, audit }) => {
    audit(null);
    await reserveTokens(db, organizationId, use, platform.env.answerSecondsMax);
  });
  const asked = { instructions: summaryInstructions, message: summaryMessageFor(messages.map(asTurn)) };
  const { text, tokens } = await writeText({ platform, log, signal }, model, asked);
  return transaction(async (context) => {
    await countTokens(context, organizationId, use, tokens);
    const summary = asStorable((text ?? "").trim().slice(0, lengthMax)).trim();
    return settle(context, summary !== "" && (await keep(context.db, conversation, { text: summary, model, messages })));
  });
}

type Said = { id: string; role: string; text: string };
export type SaidInConversation = NonNullable<Awaited<ReturnType<typeof readSaid>>>;

/** A conversation with what was said in it; null where there is none. */
export async function readSaid(db: Db, organizationId: string, conversationId: string) {
  const conversation = await db
    .selectFrom("conversations")
    .select(["organization_id", "id", "project_id", "agent_id", "handover", "test", "texts_removed_at"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (!conversation) return null;
  const messages = await saidIn(db, organizationId, conversation.id).select(["m.id", "m.role", "m.text"]).orderBy("m.id").execute();
  return { conversation, messages };
}

/** @returns false where the conversation or its texts went while the model wrote */
async function keep(
  db: Db,
  { organization_id, id, texts_removed_at }: SaidInConversation["conversation"],
  { text, model, messages }: { text: string; model: string; messages: readonly Said[] },
): Promise<boolean> {
  const there = await db
    .selectFrom("conversations")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .where("texts_removed_at", "is not distinct from", texts_removed_at)
    .forShare()
    .executeTakeFirst();
  if (!there) return false;
  const fresh = { text, model, covers: messages.length, covers_until: messages.at(-1)!.id, written_at: sql<string>`now()` };
  await db
    .insertInto("conversation_summaries")
    .values({ organization_id, conversation_id: id, ...fresh })
    .onConflict((at) => at.columns(["organization_id", "conversation_id"]).doUpdateSet(fresh))
    .execute();
  return true;
}

const asTurn = ({ role, text }: Said): Turn => ({ role: role as Turn["role"], text });
