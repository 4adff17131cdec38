import type { Db } from "#platform/database/transaction.ts";
import { lastingMessages } from "../lasting-messages.ts";

/** What the visitor, the agent and the team said to each other in a conversation: neither notes nor lines of what happened. */
export const saidIn = (db: Db, organizationId: string, conversationId: string) =>
  lastingMessages(db, organizationId, conversationId).where("m.role", "in", ["visitor", "agent", "person"]).where("m.text", "<>", "");
