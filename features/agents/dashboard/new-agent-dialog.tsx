import { useNavigate } from "@tanstack/react-router";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateAgent } from "../contract.ts";
import { useAgentActions } from "./agents-query.ts";
import { t } from "./messages.ts";

const greetingDefault = t("newAgentDialog.greetingDefault");

/** Creates an agent and opens its page. */
export function NewAgentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { create } = useAgentActions();
  const navigate = useNavigate();

  async function submit(values: CreateAgent) {
    const { id: agentId } = await create(values);
    const to = "/organizations/$organizationId/projects/$projectId/agents/$agentId";
    await navigate({ to, params: { organizationId, projectId, agentId }, replace: true });
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("newAgentDialog.title")}
      sentence={t("newAgentDialog.sentence")}
      schema={CreateAgent}
      values={{ name: "", greeting: greetingDefault }}
      action={t("newAgentDialog.createAgent")}
      onSubmit={submit}
    >
      {({ control }) => (
        <>
          <TextField
            control={control}
            name="name"
            label={t("newAgentDialog.name")}
            hint={t("newAgentDialog.nameHint")}
            autoComplete="off"
          />
          <TextArea control={control} name="greeting" label={t("newAgentDialog.greeting")} hint={t("newAgentDialog.greetingHint")} />
        </>
      )}
    </FormDialog>
  );
}
