import { route, type Route } from "#access/router.ts";
import { downloadUsage } from "./download-usage.ts";
import { readUsage } from "./read-usage.ts";

export const routes: Route[] = [
  route("GET /v1/organizations/{organization_id}/usage", readUsage),
  route("GET /v1/organizations/{organization_id}/usage/csv", downloadUsage),
];
