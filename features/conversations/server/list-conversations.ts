import { sql } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Conversation, Message } from "../contract.ts";
import { withAgentAndOpening } from "./present-conversation.ts";

export const listConversations = operation({
  name: "conversation.list",
  summary: "The project's conversations in which something was asked, newest first.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: PageQuery.extend({
    /** Words that a message of it holds. */
    query: z.string().trim().max(200).optional(),
    agent_id: z.string().optional(),
    /** How an answer in it ended. */
    outcome: Message.shape.outcome.unwrap().optional(),
    /** Whether test chats are listed alone, or left out. */
    test: z.stringbool().optional(),
  }),
  output: Page(Conversation),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page, query, agent_id, outcome, test }) {
    await findProject(db, organization.id, params.project_id);
    let conversations = db
      .selectFrom("conversations as c")
      .where("c.organization_id", "=", organization.id)
      .where("c.project_id", "=", params.project_id);
    if (agent_id) conversations = conversations.where("c.agent_id", "=", agent_id);
    if (test !== undefined) conversations = conversations.where("c.test", "=", test);
    if (query || outcome) {
      conversations = conversations.where((where) => {
        let messages = where
          .selectFrom("messages as m")
          .select("m.id")
          .whereRef("m.organization_id", "=", "c.organization_id")
          .whereRef("m.conversation_id", "=", "c.id");
        if (query) messages = messages.where(sql<boolean>`strpos(lower(m.text), lower(${query})) > 0`);
        if (outcome) messages = messages.where("m.outcome", "=", outcome);
        return where.exists(messages);
      });
    }
    const data = await withAgentAndOpening(conversations)
      .orderBy("c.last_message_at", "desc")
      .orderBy("c.id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await conversations.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data, total, page, per_page };
  },
});
