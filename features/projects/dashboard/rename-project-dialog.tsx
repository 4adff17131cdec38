import { useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Dialog } from "#browser/ui/dialog.tsx";
import { projectPath } from "./project.ts";
import { Project } from "../contract.ts";
import { ProjectForm, type ProjectValues } from "./project-form.tsx";

/** Changes what a project is called and for. */
export function RenameProjectDialog({ project, open, onClose }: { project: Project; open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();

  async function rename(body: ProjectValues) {
    await organizationApi(organizationId)(projectPath(project.id), Project, { method: "PATCH", body });
    await client.invalidateQueries({ queryKey: [organizationId, "projects"] });
    onClose();
  }

  return (
    <Dialog open={open} onClose={onClose} title="Rename project">
      <ProjectForm
        values={{ name: project.name, description: project.description ?? "" }}
        action="Save"
        onSubmit={rename}
        onClose={onClose}
      />
    </Dialog>
  );
}
