import { useNavigate, useSearch } from "@tanstack/react-router";
import { organizationApi } from "#browser/api/api.ts";
import { ownOrganizations, useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Project, type CreateProject } from "../contract.ts";
import { projectsKey } from "./project.ts";

/** Creates a project in the organization of the address and opens it. */
export function useCreateProject(): (body: CreateProject) => Promise<void> {
  const organizationId = useOrganizationId();
  const refresh = useRefresh(projectsKey(organizationId), ...ownOrganizations);
  const navigate = useNavigate();
  // The dialog that asked for it is in the address, and Back leads to what lay below it.
  const isInAddress = useSearch({ strict: false }).new === true;
  return async (body) => {
    const { id } = await refresh.after(organizationApi(organizationId)("/projects", Project, { method: "POST", body }));
    await navigate({
      to: "/organizations/$organizationId/projects/$projectId",
      params: { organizationId, projectId: id },
      replace: isInAddress,
    });
  };
}
