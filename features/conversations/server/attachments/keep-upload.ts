import type { OpenTransaction, RequestFacts, TransactionContext } from "#access/operation.ts";
import { requireWritable } from "#access/require-writable.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { countStored, recordStored } from "#features/knowledge/server/record-stored.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { attachmentsPerConversationMax, type Attachment } from "../../contract/attachment.ts";
import { lockConversation, type ConversationKey, type ConversationRow } from "../handover/move-handover.ts";
import { attachmentKey } from "./attachment-key.ts";
import { mediaTypes } from "./content-kind.ts";
import { takeUpload, type TakenUpload } from "./take-upload.ts";

type Caller = { platform: Platform; transaction: OpenTransaction; organization: { id: string }; request: RequestFacts };
type Uploader = {
  /** The membership; null: the visitor. */
  authorId: string | null;
  conversation: ConversationKey;
};

/**
 * Stores the file of an upload in a conversation, where a message can name it. First the file, synced; then its row: a crash in
 * between leaves a file that the sweep removes.
 *
 * @param find who uploads it and where, in the transaction that stores it
 * @throws AppError for a file that is not taken, and where there is no room for it
 */
export async function keepUpload(caller: Caller, find: (db: Db) => Promise<Uploader>): Promise<Attachment> {
  const { platform, transaction, organization, request } = caller;
  const { bytes, ...taken } = await takeUpload(request.raw, organization.id);
  if (request.signal.aborted) throw new AppError("invalid_request", "The upload was cut off.");
  const id = newId("att");
  const key = attachmentKey(organization.id, id);
  const { sha256, sizeBytes } = await platform.storage.write(key, oneOf(bytes), bytes.length);
  const attachment = { ...taken, id, size_bytes: sizeBytes };
  try {
    return await transaction(async (context) => {
      await requireWritable(context.db, organization.id);
      const uploader = await find(context.db);
      const conversation = await lockConversation(context.db, uploader.conversation);
      await insert(caller, context, conversation, { ...attachment, author_id: uploader.authorId, content_hash: sha256 });
      // Its message is the record.
      context.audit(null);
      return attachment;
    });
  } catch (error) {
    await platform.storage.remove(key);
    throw error;
  }
}

type NewAttachment = Omit<TakenUpload, "bytes"> & { id: string; size_bytes: number; author_id: string | null; content_hash: string };

async function insert(
  { platform }: Caller,
  { db, send }: Pick<TransactionContext, "db" | "send">,
  { organization_id, project_id, id: conversation_id }: ConversationRow,
  attachment: NewAttachment,
): Promise<void> {
  const { count } = await db
    .selectFrom("attachments")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", conversation_id)
    .executeTakeFirstOrThrow();
  if (count >= attachmentsPerConversationMax)
    throw new AppError("limit_reached", "This conversation has 20 files already, and can have no more.");
  await requireRoom(platform, db, organization_id, {
    kind: "bytes_stored",
    count: () => countStored(db, organization_id),
    wanted: attachment.size_bytes,
  });
  await db
    .insertInto("attachments")
    .values({ organization_id, project_id, conversation_id, ...attachment, media_type: mediaTypes[attachment.kind] })
    .execute();
  await recordStored({ db, send }, { organization_id, project_id, id: attachment.id, size_bytes: attachment.size_bytes });
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
