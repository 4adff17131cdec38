import { useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { projectPath } from "./project.ts";
import { CreateProject, Project } from "../contract.ts";
import { ProjectFields } from "./project-fields.tsx";

/** Changes what a project is called and for. */
export function RenameProjectDialog({ project, open, onClose }: { project: Project; open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();

  async function rename(body: CreateProject) {
    await organizationApi(organizationId)(projectPath(project.id), Project, { method: "PATCH", body });
    await client.invalidateQueries({ queryKey: [organizationId, "projects"] });
    onClose();
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Rename project"
      schema={CreateProject}
      values={{ name: project.name, description: project.description ?? "" }}
      action="Save"
      onSubmit={rename}
    >
      {({ control }) => <ProjectFields control={control} />}
    </FormDialog>
  );
}
