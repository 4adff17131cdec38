import { sql } from "kysely";
import { mintVisitorToken } from "#access/visitor-token.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { ConversationKey } from "./handover/move-handover.ts";

/** What a visitor needs who comes back to their conversation on a page of ours. */
export type CameBack = { agent_id: string; agent_name: string; project_id: string; conversation_id: string; visitor_token: string };

/** Lets the visitor of a conversation in by a link that was mailed to them: with a token for our own pages, from now on. */
export async function comeBack(platform: Platform, db: Db, { organization_id: organizationId, id }: ConversationKey): Promise<CameBack> {
  const conversation = await db
    .updateTable("conversations as c")
    .from("agents as a")
    .set({ last_used_at: sql`now()` })
    .where("c.organization_id", "=", organizationId)
    .where("c.id", "=", id)
    .whereRef("a.organization_id", "=", "c.organization_id")
    .whereRef("a.id", "=", "c.agent_id")
    .returning(["c.agent_id", "c.project_id", "a.name as agent_name"])
    .executeTakeFirstOrThrow();
  const visit = { organizationId, agentId: conversation.agent_id, conversationId: id, entry: "link", begunAt: Date.now() } as const;
  return { ...conversation, conversation_id: id, visitor_token: mintVisitorToken(platform, visit, platform.env.appUrl) };
}
