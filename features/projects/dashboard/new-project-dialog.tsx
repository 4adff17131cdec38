import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { organizationApi } from "#dashboard/api/api.ts";
import { useOrganizationId, useRefreshOrganizations } from "#dashboard/api/organization.ts";
import { Dialog } from "#dashboard/ui/dialog.tsx";
import { Project } from "../contract.ts";
import { ProjectForm, type ProjectValues } from "./project-form.tsx";

/** Makes a project and goes there. */
export function NewProjectDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const navigate = useNavigate();

  async function create(body: ProjectValues) {
    const { id } = await organizationApi(organizationId)("/projects", Project, { method: "POST", body });
    await Promise.all([client.invalidateQueries({ queryKey: [organizationId, "projects"] }), refresh()]);
    await navigate({ to: "/organizations/$organizationId/projects/$projectId", params: { organizationId, projectId: id } });
  }

  return (
    <Dialog open={open} onClose={onClose} title="New project" sentence="One for each place where customers ask questions.">
      <ProjectForm values={{ name: "", description: "" }} action="Create project" onSubmit={create} onClose={onClose} />
    </Dialog>
  );
}
