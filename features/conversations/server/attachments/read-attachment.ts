import { z } from "zod";
import { procedure } from "#access/operation.ts";
import type { Attachments } from "#platform/database/schema.ts";
import { notFound } from "#platform/errors.ts";
import { answerStoredFile } from "#platform/http/stored-file.ts";
import type { Storage } from "#platform/storage/storage.ts";
import type { Selectable } from "kysely";
import { findVisitorConversation } from "../find-conversation.ts";
import { requireConversation } from "../read-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { attachmentKey } from "./attachment-key.ts";
import { findAttachment } from "./find-attachment.ts";

export const readAttachment = procedure({
  name: "attachment.read",
  summary: "A file of a conversation, as an attachment that opens in no page; with a Range header a part of it. Images are WebP.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id", "conversation_id", "attachment_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "*/*",
  example: ({ project_id, conversation_id, attachment_id }) => ({ params: { project_id, conversation_id, attachment_id } }),
  async run({ platform, organization, params, request, transaction }) {
    const file = await transaction(async ({ db }) => {
      const { id } = await requireConversation(db, organization.id, params.project_id, params.conversation_id);
      const place = { organizationId: organization.id, conversationId: id, reader: "team" } as const;
      return findAttachment(db, place, params.attachment_id);
    }, "read");
    return answer(platform.storage, file, request.raw);
  },
});

export const readOwnAttachment = procedure({
  name: "attachment.read_own",
  summary: "A file of a visitor's own conversation, theirs or the team's. The token travels in the header: a page fetches it.",
  scope: "visitor",
  kind: "read",
  params: ["conversation_id", "attachment_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "*/*",
  example: ({ conversation_id, attachment_id }) => ({ params: { conversation_id, attachment_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "file", request.ip, actor.agentId);
    const file = await transaction(async ({ db }) => {
      await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      const place = { organizationId: organization.id, conversationId: params.conversation_id, reader: "visitor" } as const;
      return findAttachment(db, place, params.attachment_id);
    }, "read");
    return answer(platform.storage, file, request.raw);
  },
});

async function answer(storage: Storage, row: Selectable<Attachments>, request: Request): Promise<Response> {
  const file = { name: row.name, mediaType: row.media_type, sizeBytes: row.size_bytes, sha256: row.content_hash };
  const response = await answerStoredFile(storage, attachmentKey(row.organization_id, row.id), file, request);
  if (!response) throw notFound("The stored file is missing.");
  return response;
}
