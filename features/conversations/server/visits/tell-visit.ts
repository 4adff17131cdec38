import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { hashToken } from "#platform/keys.ts";
import { readDevice } from "#features/identity/contract/device.ts";
import { TellVisit } from "../../contract/visit.ts";
import { findVisitorConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { withinConversation } from "../within-conversation.ts";

export const tellVisit = procedure({
  name: "conversation.visit",
  summary:
    "Tells the team on which page the visitor is, where they came from, and their language; the browser is read from the User-Agent. Kept with the conversation, once it has a message, until what was said in it goes.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: TellVisit,
  output: z.null(),
  status: 204,
  example: ({ conversation_id }) => ({
    params: { conversation_id },
    input: { page: "https://shop.example/lamps", referrer: "https://search.example/", language: "en", browser_id: "0123456789abcdef" },
  }),
  async run({ platform, organization, actor, params, request, transaction }, { page = null, referrer = null, language, browser_id }) {
    await takeVisit(platform, "visit", request.ip, actor.agentId);
    await transaction(async ({ db, tell }) => {
      const { conversation } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) return;
      const seen = {
        ...readDevice(request.userAgent),
        page,
        language: language && isLanguage(language) ? language : null,
        // Another organization's knows nothing of it, although the website may be the same.
        browser_hash: browser_id === undefined ? null : hashToken(`${organization.id}\n${browser_id}`),
      };
      await db
        .insertInto("visits")
        .values({
          organization_id: organization.id,
          conversation_id: conversation.id,
          project_id: conversation.project_id,
          referrer,
          ...seen,
        })
        // Where they came from is told by the first page.
        .onConflict((at) => at.columns(["organization_id", "conversation_id"]).doUpdateSet({ ...seen, seen_at: sql`now()` }))
        .execute();
      const target = { type: "conversation", id: conversation.id };
      await tell({ name: "conversation.visit", target, change: "changed", changed: ["visit"], within: withinConversation(conversation) });
    });
    return null;
  },
});

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
