import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Availability } from "../contract.ts";
import { findAvailability } from "./find-availability.ts";

export const readAvailability = operation({
  name: "availability.read",
  summary: "When people of the project can be asked for; null until it is set.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  params: ["project_id"],
  input: z.object({}),
  output: Availability.nullable(),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }) {
    const project = await findProject(db, organization.id, params.project_id);
    return findAvailability(db, organization.id, project.id);
  },
});
