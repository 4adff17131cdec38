import type { Selectable } from "kysely";
import type { VisitorActor } from "#access/actor.ts";
import type { UsageChannel } from "#features/usage/contract.ts";
import type { Agents, Conversations } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, notFound } from "#platform/errors.ts";

const tokenMsMax = 24 * 60 * 60 * 1000;

export type VisitorConversation = { conversation: Selectable<Conversations>; agent: Selectable<Agents> };

/** Our own pages are the test chat and the shared test page. */
export function channelOf(appUrl: string, { origin }: { origin: string }): UsageChannel {
  return origin === appUrl ? "test" : "website";
}

/**
 * The conversation that a visitor's token was made for, with its agent.
 * @throws AppError 404 for another one, 401 where the token was last used more than 24 hours ago
 */
export async function findVisitorConversation(
  db: Db,
  organizationId: string,
  actor: VisitorActor,
  conversationId: string,
): Promise<VisitorConversation> {
  if (actor.conversationId !== conversationId) throw notFound("There is no such conversation.");
  const conversation = await db
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .where("agent_id", "=", actor.agentId)
    .executeTakeFirst();
  if (!conversation) throw notFound("There is no such conversation.");
  if (Date.now() - Date.parse(conversation.last_used_at) > tokenMsMax) {
    throw new AppError("unauthenticated", "This conversation has ended. Begin a new one.");
  }
  const agent = await db
    .selectFrom("agents")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversation.agent_id)
    .executeTakeFirst();
  if (!agent) throw notFound("There is no such conversation.");
  return { conversation, agent };
}
