import { route, type Route } from "#access/router.ts";
import { readAgentForm, setAgentForm } from "./agent-lead-form.ts";
import { deleteLead } from "./delete-lead.ts";
import { eraseLead } from "./erase-lead.ts";
import { exportLead } from "./export-lead.ts";
import { exportLeads } from "./export-leads.ts";
import { listLeads } from "./list-leads.ts";
import { readLead } from "./read-lead.ts";
import { readFormOfConversation, readOwnForm } from "./read-own-form.ts";
import { readLeadSettings } from "./read-settings.ts";
import { readVisitor } from "./read-visitor.ts";
import { saveOwnLead } from "./save-own-lead.ts";
import { setRetention } from "./set-retention.ts";
import { updateLeadFields } from "./update-fields.ts";
import { updateLead } from "./update-lead.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/leads`, listLeads),
  route(`GET ${project}/leads/file`, exportLeads),
  route(`GET ${project}/leads/{lead_id}`, readLead),
  route(`PATCH ${project}/leads/{lead_id}`, updateLead),
  route(`DELETE ${project}/leads/{lead_id}`, deleteLead),
  route(`POST ${project}/leads/{lead_id}/erase`, eraseLead),
  route(`GET ${project}/leads/{lead_id}/file`, exportLead),
  route(`GET ${project}/conversations/{conversation_id}/visitor`, readVisitor),
  route(`GET ${project}/lead-settings`, readLeadSettings),
  route(`PATCH ${project}/lead-fields`, updateLeadFields),
  route(`PUT ${project}/retention`, setRetention),
  route(`GET ${project}/agents/{agent_id}/lead-form`, readAgentForm),
  route(`PUT ${project}/agents/{agent_id}/lead-form`, setAgentForm),
  route("GET /widget/v1/agents/{agent_id}/lead-form", readOwnForm),
  route("GET /widget/v1/conversations/{conversation_id}/lead-form", readFormOfConversation),
  route("PATCH /widget/v1/conversations/{conversation_id}/lead", saveOwnLead),
];
