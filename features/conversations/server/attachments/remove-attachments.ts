import { z } from "zod";
import { sql, type RawBuilder } from "kysely";
import { job } from "#access/job.ts";
import type { TransactionContext } from "#access/operation.ts";
import type { WhenDeleted } from "#access/product.ts";
import { recordRemoved } from "#features/knowledge/server/record-stored.ts";
import { attachmentKey } from "./attachment-key.ts";

type Context = Pick<TransactionContext, "db" | "send">;

/** Queued by the transaction that deletes attachments. Where it cannot run, the sweep removes the files later. */
export const removeAttachmentFiles = job({
  name: "attachment.remove_files",
  says: null,
  payload: z.object({ ids: z.array(z.string()) }),
  concurrency: 1,
  async run({ platform, organization, signal }, { ids }) {
    for (const id of ids) {
      signal.throwIfAborted();
      await platform.storage.remove(attachmentKey(organization.id, id));
    }
  },
});

/** The files of conversations go; they are stored no more, and none is added to them meanwhile. */
export const removeAttachmentsOf = (context: Context, organizationId: string, conversationIds: readonly string[]): Promise<void> =>
  removeIn(context, organizationId, sql`id = any(${[...conversationIds]}::text[])`);

/** The files of a project's conversations go with it. */
export const removeAttachmentsOfProject: WhenDeleted = async (context, { organization_id, id }) => {
  await removeWhere(context, organization_id, sql`project_id = ${id}`);
};

/** The files of an agent's conversations go with it. */
export const removeAttachmentsOfAgent: WhenDeleted = (context, { organization_id, id }) =>
  removeIn(context, organization_id, sql`agent_id = ${id}`);

/** What was uploaded before then and never sent goes, at most `limit` of it. */
export function removeUnsent(context: Context, organizationId: string, before: Date, limit: number): Promise<number> {
  const unsent = sql`
    select id from attachments
    where organization_id = ${organizationId} and message_id is null and created_at < ${before}
    order by created_at limit ${limit} for update skip locked`;
  return removeWhere(context, organizationId, sql`id in (${unsent})`);
}

async function removeIn(context: Context, organizationId: string, conversations: RawBuilder<unknown>): Promise<void> {
  const those = sql`select id from conversations where organization_id = ${organizationId} and ${conversations}`;
  // An upload that holds one of them is waited for; one that comes later finds none.
  await sql`select count(*) from (${those} for update) held`.execute(context.db);
  await removeWhere(context, organizationId, sql`conversation_id in (${those})`);
}

/** @returns how many there were */
async function removeWhere({ db, send }: Context, organizationId: string, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ id: string; project_id: string; size_bytes: number }>`
    delete from attachments where organization_id = ${organizationId} and ${which}
    returning id, project_id, size_bytes`.execute(db);
  if (rows.length === 0) return 0;
  await recordRemoved({ db, send }, organizationId, rows);
  await send(removeAttachmentFiles, { ids: rows.map(({ id }) => id) });
  return rows.length;
}
