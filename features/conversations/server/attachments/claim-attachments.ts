import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";

type Place = { organizationId: string; conversationId: string; messageId: string };

/**
 * Makes files that were uploaded in a conversation those of a message of it, in the order of their ids; each is sent once, and
 * by whom it was uploaded.
 *
 * @param authorId the membership; null: the visitor
 * @throws AppError 422 where one of them is none of these
 */
export async function claimAttachments(
  db: Db,
  { organizationId, conversationId, messageId }: Place,
  ids: readonly string[],
  authorId: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  const { numAffectedRows = 0n } = await sql`
    update attachments a set message_id = ${messageId}, position = n.position
    from unnest(${[...ids]}::text[]) with ordinality as n (id, position)
    where a.organization_id = ${organizationId} and a.id = n.id and a.conversation_id = ${conversationId}
      and a.message_id is null and a.author_id is not distinct from ${authorId}`.execute(db);
  if (Number(numAffectedRows) < ids.length)
    throw invalid({ attachments: "A file is not there any more, or was sent already. Attach it again." });
}

/** The ids of a message's files, in their order. */
export async function idsOfMessage(db: Db, organizationId: string, messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("attachments")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("message_id", "=", messageId)
    .orderBy("position")
    .execute();
  return rows.map(({ id }) => id);
}
