import { route, type Route } from "#access/router.ts";
import { createProject } from "./create-project.ts";
import { deleteProject } from "./delete-project.ts";
import { listProjects } from "./list-projects.ts";
import { readProject } from "./read-project.ts";
import { updateProject } from "./update-project.ts";

const projects = "/v1/organizations/{organization_id}/projects";

export const routes: Route[] = [
  route(`GET ${projects}`, listProjects),
  route(`POST ${projects}`, createProject),
  route(`GET ${projects}/{project_id}`, readProject),
  route(`PATCH ${projects}/{project_id}`, updateProject),
  route(`DELETE ${projects}/{project_id}`, deleteProject),
];
