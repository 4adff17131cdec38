import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { SettledQuestion, UnansweredQuestion, type QuestionState } from "../contract.ts";

const questionsPerPage = 10;
const settledMax = 100;

/** A page of the questions that no agent could answer, in one state. */
export const questionsQuery = (organizationId: string, projectId: string, { state, page }: { state: QuestionState; page: number }) =>
  queryOptions({
    queryKey: [...questionsKey(organizationId, projectId), { state, page }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/unanswered-questions"), listOf(UnansweredQuestion), {
        signal,
        search: { state, page, per_page: questionsPerPage },
      }),
    placeholderData: keepPreviousData,
  });

/** The questions of the last seven days that somebody has answered or dismissed since, as far as one page of each goes. */
export const settledQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...questionsKey(organizationId, projectId), "settled"],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        (["answered", "dismissed"] as const).map((state) =>
          organizationApi(organizationId)(projectPath(projectId, "/unanswered-questions"), listOf(UnansweredQuestion), {
            signal,
            search: { state, per_page: settledMax },
          }),
        ),
      );
      return new Set(pages.flatMap(({ data }) => data.map(({ question }) => question)));
    },
  });

/** Ends a question of the project in the address, or opens it again. */
export function useSettle() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const refresh = useRefresh(questionsKey(organizationId, projectId));
  return (question: string, state: QuestionState, others: readonly string[] = []) =>
    refresh.after(
      organizationApi(organizationId)(projectPath(projectId, "/unanswered-questions/settle"), SettledQuestion, {
        method: "POST",
        body: { question, others, state },
      }),
    );
}

export const questionsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "unanswered-questions"];
