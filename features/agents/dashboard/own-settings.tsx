import { toast } from "sonner";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import type { Agent } from "../contract.ts";
import { OwnForm, ownOf, type OwnResult, type OwnValues } from "./agent-form.ts";
import { useAgentActions } from "./agents-query.ts";
import { t } from "./messages.ts";
import { HostedPageFields } from "./hosted-page-fields.tsx";
import { OriginsField } from "./origins-field.tsx";

/** How an agent is called, where it answers, and its page: no part of a version, so it is saved by a button and holds at once. */
export function OwnSettings({ agent }: { agent: Agent }) {
  const refusal = useRefusal("agent:update", (roles) => t("ownSettings.whoMay", { roles }));
  const may = refusal === null;
  const { update } = useAgentActions();
  const { form, submit } = useVersionedForm<OwnValues, OwnResult, Agent>(OwnForm, {
    record: agent,
    valuesOf: (of) => ownOf(of ?? agent),
    write: (values) => update(agent.id, values),
    onSaved: () => toast(t("ownSettings.saved")),
  });
  return (
    <SettingsForm form={form} onSubmit={submit} hint={t("ownSettings.hint")} refusal={refusal}>
      <CardFields>
        <TextField
          control={form.control}
          name="name"
          label={t("ownSettings.name")}
          hint={t("ownSettings.nameHint")}
          readOnly={!may}
          autoComplete="off"
        />
      </CardFields>
      <CardFields>
        <OriginsField control={form.control} disabled={!may} />
      </CardFields>
      <CardFields>
        <HostedPageFields agent={agent} control={form.control} may={may} />
      </CardFields>
    </SettingsForm>
  );
}
