import { z } from "zod";
import { PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { ConversationPage, Message } from "../contract.ts";
import { withAgentAndOpening } from "./present-conversation.ts";
import { searchConversations } from "./search-conversations.ts";

export const listConversations = operation({
  name: "conversation.list",
  summary: "The project's conversations in which something was asked, newest first.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: PageQuery.extend({
    query: z.string().trim().max(200).optional().describe("Up to eight beginnings of words that occur in its messages."),
    agent_id: z.string().optional(),
    /** How an answer in it ended. */
    outcome: Message.shape.outcome.unwrap().optional(),
    /** Whether test chats are listed alone, or left out. */
    test: z.stringbool().optional(),
  }),
  output: ConversationPage,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page, query = "", agent_id, outcome, test }) {
    await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: params.project_id };
    const { conversations: found, reach } = await searchConversations(db, place, query);
    let conversations = found;
    if (agent_id) conversations = conversations.where("c.agent_id", "=", agent_id);
    if (test !== undefined) conversations = conversations.where("c.test", "=", test);
    if (outcome) {
      conversations = conversations.where((where) =>
        where.exists(
          where
            .selectFrom("messages as m")
            .select("m.id")
            .whereRef("m.organization_id", "=", "c.organization_id")
            .whereRef("m.conversation_id", "=", "c.id")
            .where("m.outcome", "=", outcome),
        ),
      );
    }
    const data = await withAgentAndOpening(conversations)
      .orderBy("c.last_message_at", "desc")
      .orderBy("c.id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await conversations.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data, total, page, per_page, ...reach };
  },
});
