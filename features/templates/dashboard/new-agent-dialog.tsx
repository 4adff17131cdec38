import { useNavigate } from "@tanstack/react-router";
import { useController, useWatch, type Control } from "react-hook-form";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Field } from "#browser/ui/field.tsx";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateAgent } from "#features/agents/contract.ts";
import { agentsKey, useAgentActions } from "#features/agents/dashboard/agents-query.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { CreatedFromTemplate, TemplateName } from "../contract.ts";
import { t } from "./messages.ts";

const blank = "blank";
const NewAgent = z.object({
  name: CreateAgent.shape.name,
  greeting: CreateAgent.shape.greeting.unwrap(),
  template: z.union([z.literal(blank), TemplateName]),
});
type Values = z.input<typeof NewAgent>;

const beginnings: Record<Values["template"], { label: string; hint: string }> = {
  blank: { label: t("newAgentDialog.blank"), hint: t("newAgentDialog.blankHint") },
  support: { label: t("newAgentDialog.support"), hint: t("newAgentDialog.supportHint") },
  sales: { label: t("newAgentDialog.sales"), hint: t("newAgentDialog.salesHint") },
  booking: { label: t("newAgentDialog.booking"), hint: t("newAgentDialog.bookingHint") },
};

/** Creates an agent, from a template if one likes, and opens its page. */
export function NewAgentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { create } = useAgentActions();
  const refresh = useRefresh(agentsKey(organizationId, projectId));
  const navigate = useNavigate();

  async function createAgent({ template, name, greeting }: Values): Promise<string> {
    if (template === blank) return (await create({ name, greeting })).id;
    const made = organizationApi(organizationId)(projectPath(projectId, "/templates"), CreatedFromTemplate, {
      method: "POST",
      body: { template, name },
    });
    return (await refresh.after(made)).agent.id;
  }

  async function submit(values: Values) {
    const agentId = await createAgent(values);
    const to = "/organizations/$organizationId/projects/$projectId/agents/$agentId";
    await navigate({ to, params: { organizationId, projectId, agentId }, replace: true });
  }

  return (
    <FormDialog<Values, Values>
      open={open}
      onClose={onClose}
      title={t("newAgentDialog.title")}
      sentence={t("newAgentDialog.sentence")}
      schema={NewAgent}
      values={{ name: "", greeting: t("newAgentDialog.greetingDefault"), template: blank }}
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
          <Beginning control={control} />
        </>
      )}
    </FormDialog>
  );
}

/** What it begins with; a template brings a greeting of its own. */
function Beginning({ control }: { control: Control<Values, unknown, Values> }) {
  const { field } = useController({ control, name: "template" });
  const template = useWatch({ control, name: "template" });
  return (
    <>
      <Field label={t("newAgentDialog.beginsWith")} hint={beginnings[template].hint}>
        {(ties) => (
          <Select
            {...ties}
            options={Object.entries(beginnings).map(([value, { label }]) => ({ value, label }))}
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
          />
        )}
      </Field>
      {template === blank && (
        <TextArea control={control} name="greeting" label={t("newAgentDialog.greeting")} hint={t("newAgentDialog.greetingHint")} />
      )}
    </>
  );
}
