import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { beginsWith, planWords } from "#platform/search/plan-words.ts";
import type { LeadFilter } from "../contract.ts";
import type { LeadPlace } from "./find-lead.ts";

/** The rows of a project's leads that match, as `select … from leads`, and which words of the query were left out. */
export async function searchLeads(
  db: Db,
  { organizationId, projectId }: LeadPlace,
  { query = "", consent, test, reachable }: LeadFilter,
): Promise<{ source: RawBuilder<unknown>; leftOut: string[] }> {
  const mine = sql`organization_id = ${organizationId} and project_id = ${projectId}`;
  const planned = await planWords(db, sql`lead_words where ${mine}`, query);
  const all = [mine];
  if (planned) {
    if (planned.words.length === 0) all.push(sql`false`);
    for (const word of planned.words) all.push(sql`id in (select lead_id from lead_words where ${mine} and ${beginsWith(word)})`);
  }
  if (consent !== undefined) all.push(consent ? sql`consent_at is not null` : sql`consent_at is null`);
  if (test !== undefined) all.push(sql`test = ${test}`);
  if (reachable === "email") all.push(sql`email is not null`);
  if (reachable === "phone") all.push(sql`phone is not null`);
  if (reachable === "none") all.push(sql`email is null and phone is null`);
  return { source: sql`select * from leads where ${sql.join(all, sql` and `)}`, leftOut: planned?.leftOut ?? [] };
}
