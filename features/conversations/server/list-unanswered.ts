import { operation } from "#access/operation.ts";
import { Page, PageQuery } from "#access/list.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { QuestionState, UnansweredQuestion } from "../contract.ts";
import { findUnanswered } from "./unanswered-questions.ts";

export const listUnanswered = operation({
  name: "question.list",
  summary: "What visitors asked in the last seven days and agents declined to answer, the most frequent first.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: PageQuery.extend({ state: QuestionState.default("open") }),
  output: Page(UnansweredQuestion),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { state, page, per_page }) {
    await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: params.project_id };
    return { ...(await findUnanswered(db, place, { state, limit: per_page, offset: (page - 1) * per_page })), page, per_page };
  },
});
