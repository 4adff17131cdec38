import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId, useRefreshOrganizations } from "#browser/api/organization.ts";
import { Project, type CreateProject } from "../contract.ts";

/** Creates a project in the organization of the address and opens it. */
export function useCreateProject(): (body: CreateProject) => Promise<void> {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const navigate = useNavigate();
  // The dialog that asked for it is in the address, and Back leads to what lay below it.
  const isInAddress = useSearch({ strict: false }).new === true;
  return async (body) => {
    const { id } = await organizationApi(organizationId)("/projects", Project, { method: "POST", body });
    await Promise.all([client.invalidateQueries({ queryKey: [organizationId, "projects"] }), refresh()]);
    await navigate({
      to: "/organizations/$organizationId/projects/$projectId",
      params: { organizationId, projectId: id },
      replace: isInAddress,
    });
  };
}
