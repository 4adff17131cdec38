import { sql, type Insertable } from "kysely";
import type { Messages } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { insertConversationWords } from "./conversation-words.ts";

/** The conversation that a message belongs to. */
export type MessagePlace = { organization_id: string; project_id: string; id: string; test: boolean };
type NewMessage = Omit<Insertable<Messages>, "organization_id" | "project_id" | "conversation_id" | "test">;

/** Stores a message and the words by which it is found. The caller counts it: `counted` among what else it changes. */
export async function insertMessage(db: Db, place: MessagePlace, message: NewMessage): Promise<void> {
  const where = { organization_id: place.organization_id, project_id: place.project_id, conversation_id: place.id };
  const stored = db
    .insertInto("messages")
    .values({ ...where, ...message, test: place.test })
    .execute();
  const isFound = message.text !== "" && message.role !== "system";
  await Promise.all([stored, isFound ? insertConversationWords(db, [{ ...where, text: message.text }]) : null]);
}

/** One message more, for the update of its conversation. `said`: something that a visitor or the team reads. */
export const counted = { message_count: sql<number>`message_count + 1` };
export const said = { ...counted, last_message_at: sql<string>`now()` };
