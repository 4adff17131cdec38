import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Source } from "../contract.ts";
import {
  AddedSite,
  ChangedPage,
  SiteChange,
  SiteEstimate,
  SitePage,
  type AddDomains,
  type AddUrls,
  type UpdateSite,
} from "../contract/sites.ts";
import { sourcePath, sourcesKey } from "./sources.ts";

const pagesPerPage = 50;
const changesPerPage = 100;
const Added = z.object({ data: z.array(AddedSite) });
const Estimated = z.object({ estimate: SiteEstimate.nullable(), error: z.object({ message: z.string() }).nullable() });

export type PageFilter = { page: number; query?: string | undefined; outcome?: string | undefined };

/** A page of the pages of a website. */
export const pagesQuery = (organizationId: string, projectId: string, sourceId: string, filter: PageFilter) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), sourceId, "pages", filter],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(sourcePath(projectId, sourceId, "/pages"), listOf(SitePage), {
        signal,
        search: { ...filter, per_page: pagesPerPage },
      }),
    placeholderData: keepPreviousData,
  });

/** What readings changed, the latest first. */
export const changesQuery = (organizationId: string, projectId: string, sourceId: string, run?: number) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), sourceId, "changes", { run }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(sourcePath(projectId, sourceId, "/changes"), listOf(SiteChange), {
        signal,
        search: { run, per_page: changesPerPage },
      }),
  });

export const changeQuery = (organizationId: string, projectId: string, sourceId: string, { run, url }: { run: number; url: string }) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), sourceId, "change", { run, url }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(sourcePath(projectId, sourceId, "/changes/page"), z.object({ change: ChangedPage.nullable() }), {
        signal,
        search: { run, url },
      }),
  });

/** What one can do with pages and websites of the project in the address. */
export function useSiteActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const refresh = useRefresh(sourcesKey(organizationId, projectId));
  const call = organizationApi(organizationId);
  return {
    addUrls: (body: AddUrls) => refresh.after(call(projectPath(projectId, "/sources/urls"), Added, { method: "POST", body })),
    addDomains: (body: AddDomains) => refresh.after(call(projectPath(projectId, "/sources/domains"), Added, { method: "POST", body })),
    estimate: (domain: string) => call(projectPath(projectId, "/sources/domains/estimate"), Estimated, { search: { domain } }),
    updateSite: (sourceId: string, body: UpdateSite) =>
      refresh.after(call(sourcePath(projectId, sourceId, "/site"), Source, { method: "PATCH", body })),
    stop: (sourceId: string) => refresh.after(call(sourcePath(projectId, sourceId, "/stop"), Source, { method: "POST", body: {} })),
    resume: (sourceId: string) => refresh.after(call(sourcePath(projectId, sourceId, "/resume"), Source, { method: "POST", body: {} })),
  };
}
