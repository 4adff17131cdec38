import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { LeadSettings } from "../contract.ts";
import { presentSettings, readSettings } from "./lead-settings.ts";

export const readLeadSettings = operation({
  name: "lead.read_settings",
  summary: "Which fields of its own a project has for leads, and for how many days it keeps the texts of visitors.",
  scope: "organization",
  kind: "read",
  permission: "lead:read",
  params: ["project_id"],
  input: z.object({}),
  output: LeadSettings,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }) {
    const project = await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: project.id };
    return presentSettings(db, place, await readSettings(db, place));
  },
});
