import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { projectPath } from "#features/projects/dashboard/project.ts";
import { Analytics, QuestionGroups } from "../contract.ts";

/** Days of the organization's calendar, and of which agent. */
export type Asked = { from?: string | undefined; to?: string | undefined; agent_id?: string | undefined };

export const analyticsQuery = (organizationId: string, projectId: string, asked: Asked) =>
  queryOptions({
    queryKey: [...analyticsKey(organizationId, projectId), asked],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/analytics"), Analytics, { signal, search: { ...asked, compare: true } }),
    placeholderData: keepPreviousData,
  });

export const questionGroupsQuery = (organizationId: string, projectId: string, asked: Asked) =>
  queryOptions({
    queryKey: [...analyticsKey(organizationId, projectId), "questions", asked],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/analytics/questions"), QuestionGroups, { signal, search: asked }),
    placeholderData: keepPreviousData,
  });

/** Where the numbers are had as CSV. */
export function csvAddress(organizationId: string, projectId: string, asked: Asked): string {
  const named = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return organizationPath(organizationId, projectPath(projectId, `/analytics/file?${new URLSearchParams(named)}`));
}

export const analyticsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "analytics"];
