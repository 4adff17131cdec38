import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Project, ProjectCard } from "#features/projects/contract.ts";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";

const projectsPerPage = 100;

/** A page of the organization's projects, by name; all, or those whose name or description holds `query`. */
export const projectsQuery = (organizationId: string, page = 1, query?: string) =>
  queryOptions({
    queryKey: [...projectsKey(organizationId), { page, query }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/projects", listOf(ProjectCard), { signal, search: { page, per_page: projectsPerPage, query } }),
  });

export const projectQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...projectsKey(organizationId), projectId],
    queryFn: ({ signal }) => organizationApi(organizationId)(projectPath(projectId), Project, { signal }),
  });

/** All that is read of the organization's projects and of what they hold. */
export const projectsKey = (organizationId: string) => [organizationId, "projects"];

/** `projectPath(id, "/sources")`: a project's resource below its organization. */
export function projectPath(projectId: string, path = ""): string {
  return `/projects/${encodeURIComponent(projectId)}${path}`;
}

/** The project in the address. */
export function useProjectId(): string {
  const { projectId } = useParams({ strict: false });
  if (projectId === undefined) throw new Error("This address names no project.");
  return projectId;
}

/** The project in the address; its route has loaded it before the page is drawn. */
export function useProject(): Project {
  return useSuspenseQuery(projectQuery(useOrganizationId(), useProjectId())).data;
}
