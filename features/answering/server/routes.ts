import { route, type Route } from "#access/router.ts";
import { tryQuestion } from "./try-question.ts";

export const routes: Route[] = [route("POST /v1/organizations/{organization_id}/projects/{project_id}/try", tryQuestion)];
