import { useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { CreateAgent, type Agent } from "../../contract.ts";
import { t } from "../messages.ts";
import { useStudioActions } from "./studio-query.ts";

const Named = z.object({ name: CreateAgent.shape.name });

/** Creates another agent like this one and opens its page. */
export function DuplicateDialog({ agent, open, onClose }: { agent: Agent; open: boolean; onClose: () => void }) {
  const { duplicate } = useStudioActions(agent.id);
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const navigate = useNavigate();
  async function submit({ name }: { name: string }) {
    const { id: agentId } = await duplicate(name);
    onClose();
    const to = "/organizations/$organizationId/projects/$projectId/agents/$agentId";
    await navigate({ to, params: { organizationId, projectId, agentId } });
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("duplicateDialog.title", { name: agent.name })}
      sentence={t("duplicateDialog.sentence")}
      schema={Named}
      values={{ name: t("duplicateDialog.copyOf", { name: agent.name }).slice(0, 80) }}
      action={t("duplicateDialog.duplicate")}
      onSubmit={submit}
    >
      {({ control }) => <TextField control={control} name="name" label={t("ownSettings.name")} autoComplete="off" />}
    </FormDialog>
  );
}
