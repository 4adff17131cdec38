import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { CreateProject } from "../contract.ts";
import { t } from "./messages.ts";
import { ProjectFields } from "./project-fields.tsx";
import { useCreateProject } from "./use-create-project.ts";

/** Creates a project and opens it. */
export function NewProjectDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useCreateProject();
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("newProjectDialog.title")}
      sentence={t("newProjectDialog.sentence")}
      schema={CreateProject}
      values={{ name: "", description: "" }}
      action={t("newProjectDialog.createProject")}
      onSubmit={create}
    >
      {({ control }) => <ProjectFields control={control} />}
    </FormDialog>
  );
}
