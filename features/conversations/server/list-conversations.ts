import { z } from "zod";
import { PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { ConversationFilter, ConversationPage } from "../contract.ts";
import { filterConversations } from "./filter-conversations.ts";
import { readerOf } from "./handover/team-member.ts";
import { presentConversation, withAgentAndOpening } from "./present-conversation.ts";
import { searchConversations } from "./search-conversations.ts";

export const listConversations = operation({
  name: "conversation.list",
  summary: "The project's conversations in which something was asked, newest first.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: PageQuery.extend({
    query: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe(
        "Up to eight beginnings of words that occur in its messages, or in what its visitor said of themselves, where the caller can read leads.",
      ),
    ...ConversationFilter.shape,
  }),
  output: ConversationPage,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, actor, params, permissions, product }, { page, per_page, query = "", ...filter }) {
    await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: params.project_id };
    const { conversations: found, reach } = await searchConversations(
      db,
      place,
      query,
      permissions.has("lead:read") ? product.foundByVisitor : null,
    );
    const readerId = await readerOf(db, organization.id, actor);
    const conversations = filterConversations(found, filter, readerId);
    const rows = await withAgentAndOpening(conversations, readerId)
      .orderBy("c.last_message_at", "desc")
      .orderBy("c.id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await conversations.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentConversation), total, page, per_page, ...reach };
  },
});
