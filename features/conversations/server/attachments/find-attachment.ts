import type { Selectable } from "kysely";
import type { Attachments } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";

type Place = { organizationId: string; conversationId: string; reader: "visitor" | "team" };

/**
 * A file of a conversation: what was sent, and what the reader's own side has uploaded.
 *
 * @throws AppError 404 where there is none
 */
export async function findAttachment(
  db: Db,
  { organizationId, conversationId, reader }: Place,
  id: string,
): Promise<Selectable<Attachments>> {
  const row = await db
    .selectFrom("attachments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("id", "=", id)
    .where((where) => where.or([where("message_id", "is not", null), where("author_id", reader === "team" ? "is not" : "is", null)]))
    .executeTakeFirst();
  if (!row) throw notFound("There is no such file.");
  return row;
}
