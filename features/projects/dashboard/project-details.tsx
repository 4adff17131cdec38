import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { projectPath, projectQuery, projectsKey } from "./project.ts";
import { CreateProject, Project } from "../contract.ts";
import { t } from "./messages.ts";
import { ProjectFields, type ProjectValues } from "./project-fields.tsx";

/** Name and description of a project on its settings page. */
export function ProjectDetails({ project }: { project: Project }) {
  const organizationId = useOrganizationId();
  const refusal = useRefusal("project:update", (roles) => t("projectDetails.whoMay", { roles }));
  const client = useQueryClient();
  const refresh = useRefresh(projectsKey(organizationId));
  const { form, submit } = useVersionedForm<ProjectValues, CreateProject, Project>(CreateProject, {
    record: project,
    valuesOf,
    write: (body) => organizationApi(organizationId)(projectPath(project.id), Project, { method: "PATCH", body }),
    async onSaved(saved) {
      client.setQueryData(projectQuery(organizationId, project.id).queryKey, saved);
      await refresh();
      toast(t("projectDetails.saved"));
    },
  });
  return (
    <SettingsForm form={form} onSubmit={submit} hint={t("projectDetails.hint")} refusal={refusal}>
      <CardFields>
        <ProjectFields control={form.control} readOnly={refusal !== null} />
      </CardFields>
    </SettingsForm>
  );
}

const valuesOf = (project: Project | null): ProjectValues => ({ name: project?.name ?? "", description: project?.description ?? "" });
