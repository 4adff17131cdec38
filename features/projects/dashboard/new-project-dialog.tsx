import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { CreateProject } from "../contract.ts";
import { ProjectFields } from "./project-fields.tsx";
import { useCreateProject } from "./use-create-project.ts";

/** Creates a project and opens it. */
export function NewProjectDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useCreateProject();
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="New project"
      sentence="One for each place where customers ask questions."
      schema={CreateProject}
      values={{ name: "", description: "" }}
      action="Create project"
      onSubmit={create}
    >
      {({ control }) => <ProjectFields control={control} />}
    </FormDialog>
  );
}
