import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { SavedReply, type CreateSavedReply } from "../contract.ts";

const perCall = 100;

/** All of a project, by name: there are so few that they are found as one types. */
export const savedRepliesQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...savedRepliesKey(organizationId, projectId), "all"],
    queryFn: async ({ signal }) => {
      const all: SavedReply[] = [];
      for (let page = 1; ; page += 1) {
        const { data, total } = await organizationApi(organizationId)(projectPath(projectId, "/saved-replies"), listOf(SavedReply), {
          signal,
          search: { page, per_page: perCall },
        });
        all.push(...data);
        if (data.length === 0 || all.length >= total) return all;
      }
    },
  });

/** What one can do with the saved replies of the project in the address. */
export function useSavedReplyActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const refresh = useRefresh(savedRepliesKey(organizationId, projectId));
  const call = organizationApi(organizationId);
  const path = (id: string) => projectPath(projectId, `/saved-replies/${encodeURIComponent(id)}`);
  return {
    /** What the server holds of one now. */
    read: (id: string) =>
      client.fetchQuery({
        queryKey: [...savedRepliesKey(organizationId, projectId), id],
        queryFn: ({ signal }) => call(path(id), SavedReply, { signal }),
        staleTime: 0,
      }),
    create: (body: CreateSavedReply) => refresh.after(call(projectPath(projectId, "/saved-replies"), SavedReply, { method: "POST", body })),
    update: (id: string, body: CreateSavedReply, version: number) =>
      refresh.after(call(path(id), SavedReply, { method: "PATCH", body, version })),
    remove: (id: string) => refresh.after(call(path(id), z.null(), { method: "DELETE" })),
  };
}

export const savedRepliesKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "saved-replies"];
