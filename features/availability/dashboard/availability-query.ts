import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Availability, type UpdateAvailability } from "../contract.ts";

/** Null until a project has set something. */
export const availabilityQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [organizationId, "projects", projectId, "availability"],
    queryFn: ({ signal }) => readAvailability(organizationId, projectId, signal),
  });

export const readAvailability = (organizationId: string, projectId: string, signal?: AbortSignal) =>
  organizationApi(organizationId)(path(projectId), Availability.nullable(), signal ? { signal } : {});

/** Saves what the project of the address has set. */
export function useSaveAvailability() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  return async (body: UpdateAvailability, version: number) => {
    const saved = await organizationApi(organizationId)(path(projectId), Availability, { method: "PUT", body, version });
    client.setQueryData(availabilityQuery(organizationId, projectId).queryKey, saved);
    return saved;
  };
}

const path = (projectId: string) => projectPath(projectId, "/availability");
