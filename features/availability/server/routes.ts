import { route, type Route } from "#access/router.ts";
import { readAvailability } from "./read-availability.ts";
import { updateAvailability } from "./update-availability.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/availability`, readAvailability),
  route(`PUT ${project}/availability`, updateAvailability),
];
