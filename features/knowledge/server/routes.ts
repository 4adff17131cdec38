import { route, type Route } from "#access/router.ts";
import { searchKnowledge } from "./search-knowledge.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [route(`POST ${project}/search`, searchKnowledge)];
