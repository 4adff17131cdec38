import { z } from "zod";
import { operation } from "#access/operation.ts";
import { eraseConversations } from "#features/conversations/server/erase-conversations.ts";
import { Erased } from "../contract.ts";
import { conversationsOfLead } from "./conversations-of-lead.ts";
import { countOf } from "./count-of.ts";
import { lockLead } from "./find-lead.ts";
import { targetOf } from "./update-lead.ts";

export const eraseLead = operation({
  name: "lead.erase",
  summary:
    "Deletes a visitor's everything, for good: the lead, their conversations (those in the same browser too, unless somebody else said there who they are) with all that was said in them, and what was noted of their questions. Figures of usage stay. Archives that were made before are marked, and end within 7 days.",
  scope: "organization",
  kind: "write",
  says: ({ after }) =>
    after
      ? `erased a lead with ${countOf(after["conversations"], "conversation")} and ${countOf(after["messages"], "message")}`
      : "erased a lead",
  erases: true,
  takesLong: true,
  permission: "lead:delete",
  params: ["project_id", "lead_id"],
  input: z.object({}),
  output: Erased,
  example: ({ project_id, lead_id }) => ({ params: { project_id, lead_id } }),
  async run({ db, organization, params, audit, send }) {
    const lead = await lockLead(db, { organizationId: organization.id, projectId: params.project_id }, params.lead_id);
    const erased = await eraseConversations({ db, send }, organization.id, await conversationsOfLead(db, organization.id, lead.id));
    await db.deleteFrom("leads").where("organization_id", "=", organization.id).where("id", "=", lead.id).execute();
    audit({ target: targetOf(lead), after: erased });
    return erased;
  },
});
