import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { ownOrganizations, useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { projectPath, projectQuery, projectsKey } from "./project.ts";
import type { Project } from "../contract.ts";
import { t } from "./messages.ts";

/** Asks for the project's name, deletes it and leads to those that are left. */
export function DeleteProjectDialog({ project, open, onClose }: { project: Project; open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refresh = useRefresh(projectsKey(organizationId), ...ownOrganizations);
  const navigate = useNavigate();

  async function remove() {
    await organizationApi(organizationId)(projectPath(project.id), z.null(), { method: "DELETE" });
    // A page of the project would ask for it again and find nothing, so it is left first.
    await navigate({ to: "/organizations/$organizationId/projects", params: { organizationId }, ignoreBlocker: true });
    client.removeQueries({ queryKey: projectQuery(organizationId, project.id).queryKey });
    await refresh();
    toast(t("deleteProjectDialog.deleted", { name: project.name }));
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("deleteProjectDialog.title", { name: project.name })}
      sentence={t("deleteProjectDialog.sentence")}
      action={t("deleteProjectDialog.deleteProject")}
      typedName={project.name}
      onConfirm={remove}
    />
  );
}

/** Some roles delete every project, others only what they made themselves. */
export function useMayDeleteProject(project: Project): boolean {
  const can = useCan();
  const { user } = useMe();
  return can("project:delete") || (can("project:delete_own") && project.created_by === user.id);
}
