import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { FieldValue, Lead } from "../contract.ts";

export type LeadPlace = { organizationId: string; projectId: string };

type Row = Omit<Lead, "consent"> & { consent_at: string | null; consent_sentence: string | null };

/**
 * The lead of this project.
 * @throws AppError `not_found` when there is none
 */
export async function findLead(db: Db, { organizationId, projectId }: LeadPlace, leadId: string): Promise<Lead> {
  const mine = sql`select * from leads where organization_id = ${organizationId} and project_id = ${projectId} and id = ${leadId}`;
  const [lead] = await readLeads(db, mine, sql``);
  if (!lead) throw notFound("There is no such lead.");
  return lead;
}

/** The same for callers that change it: nobody else does until the transaction ends. */
export async function lockLead(db: Db, place: LeadPlace, leadId: string): Promise<Lead> {
  await db
    .selectFrom("leads")
    .select("id")
    .where("organization_id", "=", place.organizationId)
    .where("id", "=", leadId)
    .forUpdate()
    .executeTakeFirst();
  return findLead(db, place, leadId);
}

/** Whose conversation it is; null where its visitor has said nothing of themselves. */
export async function leadOfConversation(db: Db, organizationId: string, conversationId: string): Promise<string | null> {
  const link = await db
    .selectFrom("lead_conversations")
    .select("lead_id")
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  return link?.lead_id ?? null;
}

/**
 * Leads as they are answered.
 *
 * @param source rows of the table, as `select … from leads …`
 * @param rest what orders and limits them: rows are `l`, what is read of their conversations is `talks`
 */
export async function readLeads(db: Db, source: RawBuilder<unknown>, rest: RawBuilder<unknown>): Promise<Lead[]> {
  const { rows } = await sql<Row>`
    select l.id, l.project_id, l.name, l.email, l.phone, l.email_proven_at, l.fields, l.consent_at, l.consent_sentence, l.consent_withdrawn_at, l.test, l.first_seen_at, l.version,
      talks.conversation_count, ${lastSeen} as last_seen_at
    from (${source}) as l
    cross join lateral (
      select count(*) as conversation_count, max(c.last_used_at) as last_used_at
      from lead_conversations link
      join conversations c on c.organization_id = link.organization_id and c.id = link.conversation_id
      where link.organization_id = l.organization_id and link.lead_id = l.id
    ) as talks
    ${rest}`.execute(db);
  return rows.map(({ consent_at: at, consent_sentence: sentence, fields, ...row }) => ({
    ...row,
    fields: fields as Record<string, FieldValue>,
    consent: at === null || sentence === null ? null : { at, sentence },
  }));
}

/** When a lead `l` last said or wrote something; of `talks`. */
export const lastSeen = sql`greatest(l.last_seen_at, talks.last_used_at)`;
