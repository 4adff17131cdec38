import type { Sample } from "#access/sample.ts";
import type { LeadPage } from "../contract.ts";
import { setAgentForm } from "./agent-lead-form.ts";
import { listLeads } from "./list-leads.ts";
import { saveOwnLead } from "./save-own-lead.ts";
import { setRetention } from "./set-retention.ts";
import { updateLeadFields } from "./update-fields.ts";

/** A visitor who has said who they are, in a project with a field of its own and an agent with a form. */
export const sampleLead: Sample = async (perform, world) => {
  await perform(updateLeadFields, updateLeadFields.example(world));
  await perform(setRetention, setRetention.example(world));
  await perform(setAgentForm, setAgentForm.example(world));
  await perform(saveOwnLead, saveOwnLead.example(world), world.visitor_token);
  const { data } = await perform<LeadPage>(listLeads, listLeads.example(world));
  return { lead_id: data[0]!.id };
};
