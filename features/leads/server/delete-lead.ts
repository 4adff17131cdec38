import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findLead } from "./find-lead.ts";
import { targetOf } from "./update-lead.ts";

export const deleteLead = operation({
  name: "lead.delete",
  summary: "Deletes what is known of a visitor. Their conversations stay; `…/erase` deletes those too.",
  scope: "organization",
  kind: "write",
  says: () => "deleted a lead",
  erases: true,
  permission: "lead:delete",
  params: ["project_id", "lead_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, lead_id }) => ({ params: { project_id, lead_id } }),
  async run({ db, organization, params, audit }) {
    const lead = await findLead(db, { organizationId: organization.id, projectId: params.project_id }, params.lead_id);
    await db.deleteFrom("leads").where("organization_id", "=", organization.id).where("id", "=", lead.id).execute();
    audit({ target: targetOf(lead) });
    return null;
  },
});
