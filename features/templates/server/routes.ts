import { route, type Route } from "#access/router.ts";
import { createFromTemplate } from "./create-from-template.ts";

export const routes: Route[] = [route("POST /v1/organizations/{organization_id}/projects/{project_id}/templates", createFromTemplate)];
