import { route, type Route } from "#access/router.ts";
import { downloadAnalytics } from "./download-analytics.ts";
import { groupQuestions } from "./group-questions.ts";
import { readAnalytics } from "./read-analytics.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/analytics`, readAnalytics),
  route(`GET ${project}/analytics/file`, downloadAnalytics),
  route(`GET ${project}/analytics/questions`, groupQuestions),
];
