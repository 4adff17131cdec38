import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { projectsQuery } from "#features/projects/dashboard/project.ts";

/** How many projects the palette looks into where the address names none. */
const projectsMax = 3;

/** The project in the address, which needs no name; on a page outside any, those of the organization that were used last. */
export function useNearProjects(organizationId: string): { id: string; name: string | null }[] {
  const { projectId } = useParams({ strict: false });
  const { data } = useQuery({ ...projectsQuery(organizationId), enabled: organizationId !== "" && projectId === undefined });
  if (projectId !== undefined) return [{ id: projectId, name: null }];
  return (data?.data ?? [])
    .toSorted((one, other) => Date.parse(other.last_active_at) - Date.parse(one.last_active_at))
    .slice(0, projectsMax);
}
