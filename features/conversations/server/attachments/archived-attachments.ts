import type { Selectable } from "kysely";
import type { ArchivedFiles } from "#access/tables.ts";
import type { Attachments } from "#platform/database/schema.ts";
import { attachmentKey } from "./attachment-key.ts";

/** What was sent with messages, as an archive of its organization holds it. */
export const archivedAttachments: ArchivedFiles = {
  of(row) {
    const { id, name, media_type: mediaType, created_at } = row as Selectable<Attachments>;
    return { name, key: (organizationId) => attachmentKey(organizationId, id), mediaType, createdAt: new Date(created_at) };
  },
  bytes: (db, organizationId) =>
    db
      .selectFrom("attachments")
      .select((query) => query.fn.sum<string>("size_bytes").as("bytes"))
      .where("organization_id", "=", organizationId)
      .executeTakeFirst()
      .then((row) => Number(row?.bytes ?? 0)),
};
