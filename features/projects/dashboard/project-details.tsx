import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { projectPath, projectQuery } from "./project.ts";
import { CreateProject, Project } from "../contract.ts";
import type { ProjectValues } from "./project-fields.tsx";

/** Name and description of a project on its settings page. */
export function ProjectDetails({ project }: { project: Project }) {
  const organizationId = useOrganizationId();
  const may = useCan()("project:update");
  const whoMay = useWhoMay();
  const client = useQueryClient();
  const form = useZodForm(CreateProject, valuesOf(project));
  const { isDirty, isSubmitting } = form.formState;

  async function save(body: ProjectValues) {
    const saved = await organizationApi(organizationId)(projectPath(project.id), Project, { method: "PATCH", body });
    client.setQueryData(projectQuery(organizationId, project.id).queryKey, saved);
    form.reset(valuesOf(saved));
    await client.invalidateQueries({ queryKey: [organizationId, "projects"] });
    toast("The project is saved.");
  }

  return (
    <Form form={form} onSubmit={save}>
      <Card>
        <div className="flex flex-col gap-5 p-5">
          <TextField control={form.control} name="name" label="Name" readOnly={!may} autoComplete="off" />
          <TextArea
            control={form.control}
            name="description"
            label="Description"
            hint="Optional. What this project is for."
            readOnly={!may}
          />
        </div>
        {may ? (
          <FormFooter form={form} hint="Everybody in the organization sees them." />
        ) : (
          <CardFooter>{whoMay("project:update", "change them")}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}

const valuesOf = ({ name, description }: Project): ProjectValues => ({ name, description: description ?? "" });
