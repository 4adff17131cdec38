import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { removeAttachmentsOf } from "./attachments/remove-attachments.ts";
import { eraseConversations } from "./erase-conversations.ts";

type Place = { organizationId: string; projectId: string };

/**
 * Removes what was said and sent in a project's oldest conversations in which nobody has said anything since a time, at most `limit`
 * of them. How many there were, when, and how answers ended stays. What was begun and never asked anything goes as a whole.
 *
 * @returns of how many conversations
 */
export async function removeTexts(
  context: Pick<TransactionContext, "db" | "send">,
  { organizationId, projectId }: Place,
  before: Date,
  limit: number,
): Promise<number> {
  const { db } = context;
  const mine = sql`organization_id = ${organizationId}`;
  const { rows: silent } = await sql<{ id: string }>`
    select id from conversations
    where ${mine} and project_id = ${projectId} and last_message_at < ${before}
      and (texts_removed_at is null or texts_removed_at < last_message_at)
    order by last_message_at limit ${limit} for no key update skip locked`.execute(db);
  const ids = silent.map(({ id }) => id);
  if (ids.length > 0) {
    const these = sql`any(${ids}::text[])`;
    await sql`
      update messages set text = '', citations = '[]', tool_calls = '[]', idempotency_key = null
      where ${mine} and conversation_id = ${these}`.execute(db);
    await sql`delete from confirmations where ${mine} and conversation_id = ${these}`.execute(db);
    await removeAttachmentsOf(context, organizationId, ids);
    await sql`delete from conversation_summaries where ${mine} and conversation_id = ${these}`.execute(db);
    await sql`update ratings set comment = null where ${mine} and conversation_id = ${these} and comment is not null`.execute(db);
    await sql`delete from conversation_words where ${mine} and conversation_id = ${these}`.execute(db);
    await sql`delete from visits where ${mine} and conversation_id = ${these}`.execute(db);
    await sql`update conversations set texts_removed_at = now(), title = null where ${mine} and id = ${these}`.execute(db);
  }
  // The question is known again by its hash.
  await sql`
    update settled_questions set question = ''
    where ${mine} and project_id = ${projectId} and settled_at < ${before} and question <> ''`.execute(db);
  const { rows: unasked } = await sql<{ id: string }>`
    select id from conversations
    where ${mine} and project_id = ${projectId} and last_message_at is null and last_used_at < ${before}
    order by created_at limit ${limit}`.execute(db);
  await eraseConversations(
    context,
    organizationId,
    unasked.map(({ id }) => id),
  );
  return ids.length + unasked.length;
}
