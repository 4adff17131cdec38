import { sql } from "kysely";
import { ofSameVisitor } from "#features/conversations/server/visits/same-visitor.ts";
import type { Db } from "#platform/database/transaction.ts";

/**
 * All of a visitor's conversations: those in which they said who they are, those that their website has signed for the same
 * person, and those in the same browser in which nobody else has said so.
 */
export async function conversationsOfLead(db: Db, organizationId: string, leadId: string): Promise<string[]> {
  const own = sql`(select coalesce(array_agg(conversation_id), '{}') from lead_conversations
    where organization_id = ${organizationId} and lead_id = ${leadId})`;
  const { rows } = await sql<{ id: string }>`
    select unnest(${own}) as id
    union
    select b.conversation_id from (${ofSameVisitor(organizationId, own)}) b
    where not exists (
      select from lead_conversations link
      where link.organization_id = ${organizationId} and link.conversation_id = b.conversation_id and link.lead_id <> ${leadId})
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}
