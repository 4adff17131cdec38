import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { removeAttachmentsOf } from "./attachments/remove-attachments.ts";
import { hashOf } from "./unanswered-questions.ts";

/**
 * Deletes conversations with all that was said and sent in them, and what was noted of the questions asked there. What they used
 * stays in the ledger, which holds figures alone.
 *
 * @returns how many there were, and how many messages in them
 */
export async function eraseConversations(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  ids: readonly string[],
): Promise<{ conversations: number; messages: number }> {
  const asked = sql`
    select project_id, ${hashOf(sql`text`)} question_hash from messages
    where organization_id = ${organizationId} and conversation_id = any(${[...ids]}::text[]) and role = 'visitor'`;
  await sql`
    delete from settled_questions s using (${asked}) q
    where s.organization_id = ${organizationId} and s.project_id = q.project_id and s.question_hash = q.question_hash`.execute(db);
  const { messages } = await db
    .selectFrom("messages")
    .select((select) => select.fn.countAll<number>().as("messages"))
    .where("organization_id", "=", organizationId)
    .where((where) => where("conversation_id", "=", where.fn.any(where.val([...ids]))))
    .executeTakeFirstOrThrow();
  await noteErased(db, organizationId, ids);
  await removeAttachmentsOf({ db, send }, organizationId, ids);
  const { numDeletedRows } = await db
    .deleteFrom("conversations")
    .where("organization_id", "=", organizationId)
    .where((where) => where("id", "=", where.fn.any(where.val([...ids]))))
    .executeTakeFirst();
  return { conversations: Number(numDeletedRows), messages };
}

/** Longer than any token of a visitor. */
const keptDays = 31;

/** So that a visitor who still holds a token does not bring one of them back by what they write. */
async function noteErased(db: Db, organizationId: string, ids: readonly string[]): Promise<void> {
  await sql`
    delete from erased_conversations
    where organization_id = ${organizationId} and erased_at < now() - make_interval(days => ${keptDays})`.execute(db);
  await sql`
    insert into erased_conversations (organization_id, id)
    select organization_id, id from conversations where organization_id = ${organizationId} and id = any(${[...ids]}::text[])
    on conflict do nothing`.execute(db);
}
