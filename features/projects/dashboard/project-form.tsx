import { Button } from "#browser/ui/button.tsx";
import { DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateProject } from "../contract.ts";

export type ProjectValues = { name: string; description?: string | null | undefined };

/** Name and description of a project, inside a dialog. */
export function ProjectForm({
  values,
  action,
  onSubmit,
  onClose,
}: {
  values: ProjectValues;
  action: string;
  onSubmit: (values: ProjectValues) => Promise<unknown>;
  onClose: () => void;
}) {
  const form = useZodForm(CreateProject, values);
  return (
    <Form form={form} onSubmit={onSubmit}>
      <DialogBody>
        <TextField control={form.control} name="name" label="Name" autoComplete="off" />
        <TextArea control={form.control} name="description" label="Description" hint="Optional. What this project is for." />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          {action}
        </Button>
      </DialogActions>
    </Form>
  );
}
