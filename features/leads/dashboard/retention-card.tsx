import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { LeadSettings, SetRetention } from "../contract.ts";
import { leadSettingsQuery, useLeadSettings } from "./lead-settings.ts";
import { t } from "./messages.ts";

/** For how long a project keeps what visitors said, on its settings page. */
export function RetentionSection() {
  const settings = useQuery(leadSettingsQuery(useOrganizationId(), useProjectId()));
  return (
    <SettingsSection title={t("retentionCard.title")} sentence={t("retentionCard.sentence")}>
      <Loaded query={settings} failure={t("retentionCard.failed")} permission="lead:read" skeleton={<SkeletonRows rows={1} />}>
        {(loaded) => <RetentionCard settings={loaded} />}
      </Loaded>
    </SettingsSection>
  );
}

/** What removes more than before is asked for once more, since it does not come back. */
function RetentionCard({ settings }: { settings: LeadSettings }) {
  const refusal = useRefusal("lead:delete", (roles) => t("retentionCard.whoMay", { roles }));
  const { setRetention } = useLeadSettings();
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const [asked, setAsked] = useState<{ days: number; save: () => Promise<unknown> } | null>(null);
  const { form, submit, conflict } = useVersionedForm<SetRetention, SetRetention, LeadSettings>(SetRetention, {
    record: settings,
    valuesOf: (record) => ({ days: record?.retention_days ?? null }),
    read: () => organizationApi(organizationId)(projectPath(projectId, "/lead-settings"), LeadSettings),
    write: setRetention,
    onSaved: () => toast(t("retentionCard.saved")),
  });
  async function ask(values: SetRetention) {
    const { days } = values;
    const isShorter = days !== null && (settings.retention_days === null || days < settings.retention_days);
    if (isShorter) setAsked({ days, save: () => submit(values) });
    else await submit(values);
  }
  return (
    <>
      <SettingsForm
        form={form}
        onSubmit={ask}
        hint={t("retentionCard.hint")}
        refusal={refusal}
        conflict={conflict}
        labels={{ days: t("retentionCard.days") }}
      >
        <CardFields>
          <NumberField
            control={form.control}
            name="days"
            label={t("retentionCard.days")}
            unit={t("retentionCard.unit")}
            hint={t("retentionCard.daysHint")}
            min={1}
            max={3650}
            disabled={refusal !== null}
          />
        </CardFields>
      </SettingsForm>
      <ConfirmDialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t("retentionCard.confirmTitle", { days: asked?.days ?? 0 })}
        sentence={t("retentionCard.confirmSentence")}
        action={t("retentionCard.confirm")}
        onConfirm={async () => asked?.save()}
      />
    </>
  );
}
