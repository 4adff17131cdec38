import { sql } from "kysely";
import { z } from "zod";
import { PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { LeadFilter, LeadPage, LeadSort } from "../contract.ts";
import { lastSeen, readLeads } from "./find-lead.ts";
import { searchLeads } from "./search-leads.ts";

export const listLeads = operation({
  name: "lead.list",
  summary: "What a project knows of its visitors, those who came last first; searched, filtered and sorted.",
  scope: "organization",
  kind: "read",
  permission: "lead:read",
  params: ["project_id"],
  input: PageQuery.extend({
    ...LeadFilter.shape,
    conversation_id: z.string().max(64).optional().describe("Only whose conversation this is."),
    sort: LeadSort.default("-first_seen_at").describe("`-` reverses an order."),
  }),
  output: LeadPage,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page, sort, conversation_id, ...filter }) {
    const project = await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: project.id };
    const { source: found, leftOut } = await searchLeads(db, place, filter);
    const ofConversation = sql`and id = (select lead_id from lead_conversations where organization_id = ${organization.id} and conversation_id = ${conversation_id})`;
    const source = conversation_id === undefined ? found : sql`${found} ${ofConversation}`;
    const data = await readLeads(db, source, sql`order by ${orders[sort]} limit ${per_page} offset ${(page - 1) * per_page}`);
    const { rows } = await sql<{ total: number }>`select count(*) as total from (${source}) as l`.execute(db);
    return { data, total: rows[0]!.total, page, per_page, left_out: leftOut, searched_from: null, indexing: false };
  },
});

/** Ids sort by time. Who has no name comes last, whichever way names are sorted. */
const orders: Record<LeadSort, ReturnType<typeof sql>> = {
  first_seen_at: sql`l.id`,
  "-first_seen_at": sql`l.id desc`,
  last_seen_at: sql`${lastSeen}, l.id`,
  "-last_seen_at": sql`${lastSeen} desc, l.id desc`,
  name: sql`lower(l.name) nulls last, l.id`,
  "-name": sql`lower(l.name) desc nulls last, l.id desc`,
};
