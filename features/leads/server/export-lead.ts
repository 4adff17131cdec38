import { z } from "zod";
import { procedure, type OpenTransaction } from "#access/operation.ts";
import { ratingOf } from "#features/conversations/server/rating/rating-of.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import type { Attachment } from "#features/conversations/contract/attachment.ts";
import { attachmentKey } from "#features/conversations/server/attachments/attachment-key.ts";
import { attachmentsOf } from "#features/conversations/server/attachments/attachments-of.ts";
import { conversationsOfLead } from "./conversations-of-lead.ts";
import { findLead } from "./find-lead.ts";
import { countOf } from "./count-of.ts";
import { targetOf } from "./update-lead.ts";

const messagesPerPage = 500;

export const exportLead = procedure({
  name: "lead.export_one",
  summary:
    "A visitor's everything as one JSON document: the lead, their conversations with all that was said and sent in them, files in base 64, without notes, and what they rated; conversations are left out for callers who cannot read them. The export is an entry of the audit log.",
  scope: "organization",
  kind: "read",
  says: ({ after }) => {
    const count = after?.["conversations"] ?? null;
    return count === null ? "exported a lead" : `exported everything of a lead, with ${countOf(count, "conversation")}`;
  },
  permission: "lead:export",
  alsoAsks: ["conversation:read"],
  params: ["project_id", "lead_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "application/json",
  example: ({ project_id, lead_id }) => ({ params: { project_id, lead_id } }),
  async run({ platform, transaction, organization, params, permissions, request }) {
    const mayRead = permissions.has("conversation:read");
    const { lead, conversations } = await transaction(async ({ db, audit }) => {
      const place = { organizationId: organization.id, projectId: params.project_id };
      const found = await findLead(db, place, params.lead_id);
      const ids = await conversationsOfLead(db, organization.id, found.id);
      const rows = await db
        .selectFrom("conversations as c")
        .leftJoin("visits as v", (join) =>
          join.onRef("v.organization_id", "=", "c.organization_id").onRef("v.conversation_id", "=", "c.id"),
        )
        .select(["c.id", "c.agent_id", "c.origin", "c.test", "c.created_at", "c.last_message_at", "c.texts_removed_at"])
        .select(["v.browser", "v.system", "v.language", "v.page", "v.referrer", "v.subject", "v.identity_name", "v.identity_email"])
        .select(ratingOf("c").as("rating"))
        .where("c.organization_id", "=", organization.id)
        .where((where) => where("c.id", "=", where.fn.any(where.val(ids))))
        .orderBy("c.id")
        .execute();
      audit(request.raw.method === "HEAD" ? null : { target: targetOf(found), after: { conversations: mayRead ? rows.length : null } });
      return { lead: found, conversations: mayRead ? rows : null };
    });
    const { version: _version, conversation_count: _count, ...known } = lead;
    return answerMadeFile(`lead-${lead.id}.json`, "application/json", document());

    async function* document(): AsyncGenerator<string> {
      yield `{"exported_at":${JSON.stringify(new Date().toISOString())},"lead":${JSON.stringify(known)},"conversations":`;
      if (conversations === null) return yield "null}\n";
      yield "[";
      for (const [index, conversation] of conversations.entries()) {
        yield `${index > 0 ? "," : ""}${JSON.stringify(conversation).slice(0, -1)},"messages":[`;
        let isFirst = true;
        for await (const message of messagesOf(transaction, organization.id, conversation.id, request.signal)) {
          const { attachments, ...said } = message;
          yield `${isFirst ? "" : ","}${JSON.stringify(said).slice(0, -1)},"attachments":[`;
          for (const [index, attachment] of attachments.entries()) yield* withContent(attachment, index > 0);
          yield "]}";
          isFirst = false;
        }
        yield "]}";
      }
      yield "]}\n";
    }

    /** Its bytes in base 64; null where they are missing. */
    async function* withContent(attachment: Attachment, isLater: boolean): AsyncGenerator<string> {
      const file = await platform.storage.read(attachmentKey(organization.id, attachment.id));
      yield `${isLater ? "," : ""}${JSON.stringify(attachment).slice(0, -1)},"content":`;
      if (!file) return yield "null}";
      yield '"';
      yield* inBase64(file.stream);
      yield '"}';
    }
  },
});

async function* inBase64(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const part of content) {
    const bytes = Buffer.concat([rest, part]);
    // Three bytes are four letters: what is cut there can be joined.
    const whole = bytes.length - (bytes.length % 3);
    yield bytes.toString("base64", 0, whole);
    rest = bytes.subarray(whole);
  }
  yield rest.toString("base64");
}

/** Everything that was said to the visitor and by them, a page in memory at a time. What the team notes is for the team alone. */
async function* messagesOf(transaction: OpenTransaction, organizationId: string, conversationId: string, signal: AbortSignal) {
  for (let after = ""; ;) {
    signal.throwIfAborted();
    const page = await transaction(
      ({ db }) =>
        db
          .selectFrom("messages as m")
          .select(["m.id", "m.role", "m.author_name", "m.event", "m.text", "m.citations", "m.outcome", "m.created_at"])
          .select([ratingOf("m").as("rating"), attachmentsOf("m").as("attachments")])
          .where("m.organization_id", "=", organizationId)
          .where("m.conversation_id", "=", conversationId)
          .where("m.role", "!=", "note")
          .where("m.id", ">", after)
          .orderBy("m.id")
          .limit(messagesPerPage)
          .execute(),
      "read",
    );
    yield* page;
    if (page.length < messagesPerPage) return;
    after = page.at(-1)!.id;
  }
}
