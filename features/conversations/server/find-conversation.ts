import type { Selectable } from "kysely";
import type { VisitorActor } from "#access/actor.ts";
import { findAgentOfVisitors, type AgentRow } from "#features/agents/server/find-agent.ts";
import type { UsageChannel } from "#features/usage/contract.ts";
import type { Conversations } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { conversationEnded, requireAdmitted } from "./require-admitted.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** After its last use; longer where an answer by a person may come days later. */
const tokenMsMax = { agent: dayMs, person: 30 * dayMs };

type ConversationRow = Selectable<Conversations>;
export type VisitorConversation = { conversation: ConversationRow; agent: AgentRow };

export function channelOf({ test }: Pick<ConversationRow, "test">): UsageChannel {
  return test ? "test" : "website";
}

/**
 * The conversation that a visitor's token was made for, null before its first message, with its agent.
 *
 * @throws AppError 404 for another one, 401 where the token was last used more than 24 hours ago (30 days, also after the last message, where a person has it or had it), or what `requireAdmitted` throws
 */
export async function findVisitorConversation(
  db: Db,
  organizationId: string,
  actor: VisitorActor,
  conversationId: string,
): Promise<{ conversation: ConversationRow | null; agent: AgentRow }> {
  if (actor.conversationId !== conversationId) throw notFound("There is no such conversation.");
  const [agent, conversation = null] = await Promise.all([
    findAgentOfVisitors(db, organizationId, actor.agentId),
    conversationOf(db, { organization_id: organizationId, id: actor.agentId }, conversationId).executeTakeFirst(),
  ]);
  if (!agent) throw agentGone();
  if (Date.now() - lastAliveAt(conversation, actor) > tokenMsMax[conversation?.had_person ? "person" : "agent"]) throw conversationEnded();
  requireAdmitted(agent, actor);
  return { conversation, agent };
}

/** What a person writes late keeps it too, so that its visitor can read that. */
function lastAliveAt(conversation: ConversationRow | null, { begunAt }: VisitorActor): number {
  if (!conversation) return begunAt;
  const { last_used_at: usedAt, last_message_at: saidAt, had_person: hadPerson } = conversation;
  return Math.max(Date.parse(usedAt), hadPerson && saidAt ? Date.parse(saidAt) : 0);
}

/**
 * The conversation as a row. The first of what is said in it at once makes the row, and the others find it.
 *
 * @throws AppError 404 where the agent is deleted meanwhile, 401 where the conversation was deleted
 */
export async function openConversation(db: Db, agent: AgentRow, actor: VisitorActor, conversationId: string): Promise<ConversationRow> {
  const kept = await db
    .selectFrom("agents")
    .select("id")
    .where("organization_id", "=", agent.organization_id)
    .where("id", "=", agent.id)
    .forKeyShare()
    .executeTakeFirst();
  if (!kept) throw agentGone();
  const erased = await db
    .selectFrom("erased_conversations")
    .select("id")
    .where("organization_id", "=", agent.organization_id)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (erased) throw conversationEnded();
  await db
    .insertInto("conversations")
    .values({
      organization_id: agent.organization_id,
      id: conversationId,
      project_id: agent.project_id,
      agent_id: agent.id,
      origin: actor.origin,
      test: isTest(actor.entry),
    })
    .onConflict((conflict) => conflict.columns(["organization_id", "id"]).doNothing())
    .execute();
  return conversationOf(db, agent, conversationId).executeTakeFirstOrThrow();
}

/** A visitor's own conversation is none, wherever they hold it. */
const isTest = (entry: VisitorActor["entry"]) => entry !== "website" && entry !== "page" && entry !== "link";

function conversationOf(db: Db, agent: Pick<AgentRow, "organization_id" | "id">, conversationId: string) {
  return db
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", agent.organization_id)
    .where("id", "=", conversationId)
    .where("agent_id", "=", agent.id);
}

const agentGone = () => notFound("This conversation has ended.");
