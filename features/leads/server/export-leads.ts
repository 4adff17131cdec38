import { sql } from "kysely";
import { procedure, type OpenTransaction } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { csvFile, type Cell } from "#platform/csv.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import { LeadFilter, type FieldValue, type Lead, type LeadField } from "../contract.ts";
import { readLeads, type LeadPlace } from "./find-lead.ts";
import { readSettings } from "./lead-settings.ts";
import { searchLeads } from "./search-leads.ts";

const leadsPerPage = 500;

export const exportLeads = procedure({
  name: "lead.export",
  summary: "The leads that match the filters as a CSV file for a spreadsheet, newest first. The export is an entry of the audit log.",
  scope: "organization",
  kind: "read",
  says: () => "exported leads as CSV",
  permission: "lead:export",
  params: ["project_id"],
  input: LeadFilter,
  output: "stream",
  mediaType: "text/csv",
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ transaction, organization, params, request }, filter) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const fields = await transaction(async ({ db, audit }) => {
      const project = await findProject(db, organization.id, params.project_id);
      // Which filters, and not what is looked for: that may be somebody's name.
      const filters = Object.keys(filter);
      audit(
        request.raw.method === "HEAD" ? null : { target: { type: "project", id: project.id, label: project.name }, after: { filters } },
      );
      return (await readSettings(db, place)).fields;
    });
    const name = `leads-${new Date().toISOString().slice(0, 10)}.csv`;
    return answerMadeFile(name, "text/csv", csvFile([...heads, ...fields.map(({ label }) => label)], rows()));

    async function* rows(): AsyncGenerator<Cell[][]> {
      for await (const page of pagesOf(transaction, place, filter, request.signal)) yield page.map((lead) => cellsOf(lead, fields));
    }
  },
});

/** A page in memory at a time, each in a short transaction: a reader who is slow holds nothing open. */
async function* pagesOf(transaction: OpenTransaction, place: LeadPlace, filter: LeadFilter, signal: AbortSignal): AsyncGenerator<Lead[]> {
  for (let before: string | null = null; ;) {
    signal.throwIfAborted();
    const page: Lead[] = await transaction(async ({ db }) => {
      const { source } = await searchLeads(db, place, filter);
      const older = before === null ? source : sql`${source} and id < ${before}`;
      return readLeads(db, older, sql`order by l.id desc limit ${leadsPerPage}`);
    }, "read");
    if (page.length > 0) yield page;
    if (page.length < leadsPerPage) return;
    before = page.at(-1)!.id;
  }
}

const heads = ["id", "name", "email", "phone", "first_seen_at", "last_seen_at", "conversations", "test", "consent_at", "consent_sentence"];

function cellsOf(lead: Lead, fields: readonly LeadField[]): Cell[] {
  const { id, name, email, phone, first_seen_at, last_seen_at, conversation_count, test, consent } = lead;
  return [
    id,
    name,
    email,
    phone,
    first_seen_at,
    last_seen_at,
    conversation_count,
    test ? "yes" : "no",
    consent?.at,
    consent?.sentence,
    ...fields.map((field) => cellOf(lead.fields[field.name])),
  ];
}

const cellOf = (value: FieldValue | undefined): Cell => (typeof value === "boolean" ? (value ? "yes" : "no") : value);
