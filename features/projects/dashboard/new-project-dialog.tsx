import { Dialog } from "#browser/ui/dialog.tsx";
import { ProjectForm } from "./project-form.tsx";
import { useCreateProject } from "./use-create-project.ts";

/** Creates a project and opens it. */
export function NewProjectDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const create = useCreateProject();
  return (
    <Dialog open={open} onClose={onClose} title="New project" sentence="One for each place where customers ask questions.">
      <ProjectForm values={{ name: "", description: "" }} action="Create project" onSubmit={create} onClose={onClose} />
    </Dialog>
  );
}
