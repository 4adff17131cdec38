import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { checkVersion } from "#access/version.ts";
import { Lead, UpdateLead } from "../contract.ts";
import { findLead, lockLead } from "./find-lead.ts";
import { writeLead } from "./write-lead.ts";

export const updateLead = operation({
  name: "lead.update",
  summary: "Changes what is known of a visitor; null removes a value. `consent: null` notes that they withdrew it.",
  scope: "organization",
  kind: "write",
  says: ({ after }) =>
    after ? `changed ${list.format(Object.keys(after).map((name) => name.replaceAll("_", " ")))} of a lead` : "changed a lead",
  permission: "lead:update",
  params: ["project_id", "lead_id"],
  input: UpdateLead,
  output: Lead,
  // An answer is kept for a day where a key repeats it; this one holds what an erasure must not leave behind.
  secretAnswer: true,
  example: ({ project_id, lead_id }) => ({ params: { project_id, lead_id }, input: { name: "Ann Example-Smith" } }),
  async run({ db, organization, params, audit, request }, { consent, ...changes }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const before = await lockLead(db, place, params.lead_id);
    checkVersion(request, before.version);
    const changed = await writeLead(db, place, before, changes);
    if (consent === null && before.consent) {
      await db.updateTable("leads").set(withdrawn).where("organization_id", "=", organization.id).where("id", "=", before.id).execute();
      changed.push("consent");
    }
    // Names of fields and nothing that they hold: a log outlives what is erased.
    const after = Object.fromEntries(changed.map((field) => [field, "changed"]));
    audit(changed.length === 0 ? null : { target: targetOf(before), before: {}, after });
    return findLead(db, place, before.id);
  },
});

/** That they agreed once, and to what, is known no more; that they took it back is. */
export const withdrawn = {
  consent_at: null,
  consent_sentence: null,
  consent_withdrawn_at: sql<string>`now()`,
  version: sql<number>`version + 1`,
};

/** In the audit log a lead is nobody. */
export const targetOf = ({ id }: Pick<Lead, "id">) => ({ type: "lead", id, label: "Lead" });

const list = new Intl.ListFormat("en-GB");
