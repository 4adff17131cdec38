import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { projectsQuery } from "#dashboard/api/project.ts";

/** How many projects the palette looks into where the address names none. */
const projectsMax = 3;

/** The project in the address, which needs no name; on a page outside any, all of the organization's where they are few. */
export function useNearProjects(organizationId: string): { id: string; name: string | null }[] {
  const { projectId } = useParams({ strict: false });
  const { data } = useQuery({ ...projectsQuery(organizationId), enabled: organizationId !== "" && projectId === undefined });
  if (projectId !== undefined) return [{ id: projectId, name: null }];
  return data && data.total <= projectsMax ? data.data.map(({ id, name }) => ({ id, name })) : [];
}
