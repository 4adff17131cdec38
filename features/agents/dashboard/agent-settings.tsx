import { toast } from "sonner";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import type { Agent } from "../contract.ts";
import { AgentForm, valuesOf, type AgentResult, type AgentValues } from "./agent-form.ts";
import { useAgentActions } from "./agents-query.ts";
import { t } from "./messages.ts";
import { ModelFields } from "./model-fields.tsx";
import { OriginsField } from "./origins-field.tsx";

/** Everything that makes an agent what it is; those who cannot change it read it. */
export function AgentSettings({ agent }: { agent: Agent }) {
  const refusal = useRefusal("agent:update", (roles) => t("agentSettings.whoMay", { roles }));
  const may = refusal === null;
  const { update } = useAgentActions();
  const { form, submit } = useVersionedForm<AgentValues, AgentResult, Agent>(AgentForm, {
    record: agent,
    valuesOf: (of) => valuesOf(of ?? agent),
    write: (values) => update(agent.id, values),
    onSaved: () => toast(t("agentSettings.saved")),
  });

  return (
    <SettingsForm form={form} onSubmit={submit} hint={t("agentSettings.hint")} refusal={refusal}>
      <CardFields>
        <TextField
          control={form.control}
          name="name"
          label={t("agentSettings.name")}
          hint={t("agentSettings.nameHint")}
          readOnly={!may}
          autoComplete="off"
        />
        <TextArea
          control={form.control}
          name="instructions"
          label={t("agentSettings.instructions")}
          hint={t("agentSettings.instructionsHint")}
          rows={5}
          readOnly={!may}
        />
        <TextArea
          control={form.control}
          name="greeting"
          label={t("agentSettings.greeting")}
          hint={t("agentSettings.greetingHint")}
          readOnly={!may}
        />
      </CardFields>
      <CardFields>
        <ModelFields control={form.control} disabled={!may} />
      </CardFields>
      <CardFields>
        <OriginsField control={form.control} disabled={!may} />
      </CardFields>
      <CardFields>
        <Checkbox
          control={form.control}
          name="hands_over"
          label={t("agentSettings.handsOver")}
          hint={t("agentSettings.handsOverHint")}
          disabled={!may}
        />
      </CardFields>
    </SettingsForm>
  );
}
