import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { projectPath, projectsKey } from "./project.ts";
import { CreateProject, Project } from "../contract.ts";
import { t } from "./messages.ts";
import { ProjectFields } from "./project-fields.tsx";

/** Changes what a project is called and for. */
export function RenameProjectDialog({ project, open, onClose }: { project: Project; open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const refresh = useRefresh(projectsKey(organizationId));

  async function rename(body: CreateProject) {
    await refresh.after(organizationApi(organizationId)(projectPath(project.id), Project, { method: "PATCH", body }));
    onClose();
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("renameProjectDialog.title")}
      schema={CreateProject}
      values={{ name: project.name, description: project.description ?? "" }}
      action={t("renameProjectDialog.save")}
      onSubmit={rename}
    >
      {({ control }) => <ProjectFields control={control} />}
    </FormDialog>
  );
}
