import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { LeadDetail, type LeadConversation } from "../contract.ts";
import { findLead } from "./find-lead.ts";

const conversationsMax = 100;

export const readLead = operation({
  name: "lead.read",
  summary: "One lead, with the newest hundred of their conversations for callers who can read those.",
  scope: "organization",
  kind: "read",
  permission: "lead:read",
  alsoAsks: ["conversation:read"],
  params: ["project_id", "lead_id"],
  input: z.object({}),
  output: LeadDetail,
  example: ({ project_id, lead_id }) => ({ params: { project_id, lead_id } }),
  async run({ db, organization, params, permissions }) {
    const lead = await findLead(db, { organizationId: organization.id, projectId: params.project_id }, params.lead_id);
    return { ...lead, conversations: permissions.has("conversation:read") ? await readConversations(db, organization.id, lead.id) : null };
  },
});

async function readConversations(db: Db, organizationId: string, leadId: string): Promise<LeadConversation[]> {
  const { rows } = await sql<LeadConversation>`
    select c.id, c.agent_id, a.name as agent_name, c.message_count, c.created_at, c.last_message_at,
      coalesce(
        (select m.text from messages m where m.organization_id = c.organization_id and m.conversation_id = c.id and m.role = 'visitor'
          and m.text <> '' order by m.id limit 1),
        case when c.texts_removed_at is not null then '' end) as opening
    from lead_conversations link
    join conversations c on c.organization_id = link.organization_id and c.id = link.conversation_id
    join agents a on a.organization_id = c.organization_id and a.id = c.agent_id
    where link.organization_id = ${organizationId} and link.lead_id = ${leadId}
    order by c.id desc limit ${conversationsMax}`.execute(db);
  return rows;
}
