import { route, type Route } from "#access/router.ts";
import { deleteQuestions } from "./delete-questions.ts";
import { readQuestions } from "./read-questions.ts";
import { startWriting } from "./start-writing.ts";
import { stopWriting } from "./stop-writing.ts";

const questions = "/v1/organizations/{organization_id}/projects/{project_id}/sources/{source_id}/questions";

export const routes: Route[] = [
  route(`GET ${questions}`, readQuestions),
  route(`POST ${questions}`, startWriting),
  route(`DELETE ${questions}`, deleteQuestions),
  route(`POST ${questions}/stop`, stopWriting),
];
