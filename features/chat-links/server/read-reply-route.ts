import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { requireConversation } from "#features/conversations/server/read-conversation.ts";
import { ReplyRoute } from "../contract.ts";

export const readReplyRoute = operation({
  name: "conversation.read_reply_route",
  summary:
    "How what a person writes reaches the visitor: whether they have an address, whether this installation mails it, and whether it has.",
  scope: "organization",
  kind: "read",
  permission: "lead:read",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: ReplyRoute,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, params, platform }) {
    const { id } = await requireConversation(db, organization.id, params.project_id, params.conversation_id);
    const { rows } = await sql<{ email: string | null; unseen: boolean; mailed_at: string | null }>`
      select l.email, c.reply_unseen_since is not null as unseen,
        (select max(k.mailed_at) from chat_links k
         where k.organization_id = c.organization_id and k.conversation_id = c.id and k.mailed_at >= c.reply_unseen_since) as mailed_at
      from conversations c
      left join lead_conversations link on link.organization_id = c.organization_id and link.conversation_id = c.id
      left join leads l on l.organization_id = link.organization_id and l.id = link.lead_id
      where c.organization_id = ${organization.id} and c.id = ${id}`.execute(db);
    return { ...rows[0]!, sends: platform.mail.mode !== "none" };
  },
});
