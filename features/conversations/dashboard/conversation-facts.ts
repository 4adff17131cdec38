import { queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { projectPath } from "#features/projects/dashboard/project.ts";
import { Conversation, Insights } from "../contract.ts";

/** How the project's agents did in the last seven days. */
export const insightsQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: insightsKey(organizationId, projectId),
    queryFn: ({ signal }) => organizationApi(organizationId)(projectPath(projectId, "/insights"), Insights, { signal }),
  });

/** The last conversation that a visitor held on a website, null before the first. */
export const websiteConversationQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), "website"],
    queryFn: async ({ signal }) => {
      const search = { test: false, per_page: 1 };
      const path = projectPath(projectId, "/conversations");
      const { data } = await organizationApi(organizationId)(path, listOf(Conversation), { signal, search });
      return data[0] ?? null;
    },
  });

export const insightsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "insights"];
export const conversationsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "conversations"];
