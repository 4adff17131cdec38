import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Project } from "../contract.ts";
import { findProject } from "./find-project.ts";

export const readProject = operation({
  name: "project.read",
  summary: "One project.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  params: ["project_id"],
  input: z.object({}),
  output: Project,
  example: ({ project_id }) => ({ params: { project_id } }),
  run: ({ db, organization, params }) => findProject(db, organization.id, params.project_id),
});
