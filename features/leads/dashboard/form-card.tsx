import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useController, useWatch, type Control } from "react-hook-form";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { Field, FieldError } from "#browser/ui/field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { AgentLeadForm, FormMode, knownFields, SetLeadForm, type LeadField } from "../contract.ts";
import { leadFormQuery, leadSettingsQuery, useLeadSettings } from "./lead-settings.ts";
import { t } from "./messages.ts";

/** What an agent asks its visitors for, and when; on the agent's page. */
export function LeadFormSection({ agentId }: { agentId: string }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const form = useQuery(leadFormQuery(organizationId, projectId, agentId));
  const settings = useQuery(leadSettingsQuery(organizationId, projectId));
  return (
    <section aria-label={t("formCard.title")}>
      <Loaded query={form} failure={t("formCard.failed")} permission="agent:read" skeleton={<SkeletonRows rows={2} />}>
        {(loaded) => (
          <FormCard key={agentId} agentId={agentId} form={loaded} own={settings.data?.fields.filter(({ archived }) => !archived) ?? []} />
        )}
      </Loaded>
    </section>
  );
}

type FormControl = Control<SetLeadForm, unknown, SetLeadForm>;

function FormCard({ agentId, form: record, own }: { agentId: string; form: AgentLeadForm; own: readonly LeadField[] }) {
  const refusal = useRefusal("agent:update", (roles) => t("formCard.whoMay", { roles }));
  const { setForm } = useLeadSettings();
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { form, submit, conflict } = useVersionedForm<SetLeadForm, SetLeadForm, AgentLeadForm>(SetLeadForm, {
    record,
    valuesOf,
    read: () => organizationApi(organizationId)(projectPath(projectId, `/agents/${encodeURIComponent(agentId)}/lead-form`), AgentLeadForm),
    write: (body, version) => setForm(agentId, { ...body, consent_sentence: body.consent_sentence || null }, version),
    onSaved: () => toast(t("formCard.saved")),
  });
  const disabled = refusal !== null;
  const mode = useWatch({ control: form.control, name: "mode" });
  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={t("formCard.hint")}
      refusal={refusal}
      conflict={conflict}
      labels={{ mode: t("formCard.mode"), fields: t("formCard.fields"), consent_sentence: t("formCard.consent") }}
      show={(name, value) => modes.find((one) => name === "mode" && one.value === value)?.label ?? value}
    >
      <CardFields>
        <div>
          <h2 className="font-semibold">{t("formCard.title")}</h2>
          <p className="text-sm text-soft">{t("formCard.sentence")}</p>
        </div>
        <ModeField control={form.control} disabled={disabled} />
        {mode !== "off" && (
          <>
            <FieldsField control={form.control} own={own} disabled={disabled} />
            <TextArea
              control={form.control}
              name="consent_sentence"
              label={t("formCard.consent")}
              hint={t("formCard.consentHint")}
              placeholder={t("formCard.consentExample")}
              rows={2}
              readOnly={disabled}
            />
          </>
        )}
      </CardFields>
    </SettingsForm>
  );
}

const valuesOf = (form: AgentLeadForm | null): SetLeadForm => ({
  mode: form?.mode ?? "off",
  fields: form?.fields ?? [],
  consent_sentence: form?.consent_sentence ?? "",
});

const modes = [
  { value: "off", label: t("formCard.off"), hint: t("formCard.offHint") },
  { value: "before", label: t("formCard.before"), hint: t("formCard.beforeHint") },
  { value: "during", label: t("formCard.during"), hint: t("formCard.duringHint") },
  { value: "asked", label: t("formCard.asked"), hint: t("formCard.askedHint") },
];

function ModeField({ control, disabled }: { control: FormControl; disabled: boolean }) {
  const { field } = useController({ control, name: "mode" });
  return (
    <Field label={t("formCard.mode")}>
      {(ties) => (
        <Select
          {...ties}
          options={modes}
          value={field.value}
          disabled={disabled}
          onChange={(next) => field.onChange(FormMode.parse(next))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}

/** Each field that can be asked for, with whether it is, and whether the form can be sent without it. */
function FieldsField({ control, own, disabled }: { control: FormControl; own: readonly LeadField[]; disabled: boolean }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { field, fieldState } = useController({ control, name: "fields" });
  const asked = new Map(field.value.map((one) => [one.field, one.required]));
  const all = [
    ...knownFields.map((name) => ({ name, label: t(`leadFields.${name}`) })),
    ...own.map(({ name, label }) => ({ name, label })),
  ];
  function set(name: string, required: boolean | null) {
    if (required === null) asked.delete(name);
    else asked.set(name, required);
    field.onChange(all.flatMap((one) => (asked.has(one.name) ? [{ field: one.name, required: asked.get(one.name) === true }] : [])));
  }
  return (
    <fieldset disabled={disabled}>
      <legend className="mb-1.5 text-sm font-medium">{t("formCard.fields")}</legend>
      <ul className="flex flex-col gap-1.5">
        {all.map(({ name, label }) => (
          <li key={name} className="flex flex-wrap justify-between gap-x-4">
            <CheckLine
              look="plain"
              checked={asked.has(name)}
              disabled={disabled}
              onChange={(on) => set(name, on ? false : null)}
              label={
                <>
                  <span className="sr-only">{t("formCard.ask", { label })}</span>
                  <span aria-hidden>{label}</span>
                </>
              }
            />
            {asked.has(name) && (
              <CheckLine
                look="plain"
                checked={asked.get(name) === true}
                disabled={disabled}
                onChange={(on) => set(name, on)}
                label={
                  <>
                    <span className="sr-only">{t("formCard.required", { label })}</span>
                    <span aria-hidden>{t("formCard.requiredShort")}</span>
                  </>
                }
              />
            )}
          </li>
        ))}
      </ul>
      {fieldState.error?.message && <FieldError>{fieldState.error.message}</FieldError>}
      {fieldState.error?.root?.message && <FieldError>{fieldState.error.root.message}</FieldError>}
      <p className="mt-2 text-sm text-soft">
        {t.rich("formCard.moreFields", {
          settings: (text) => (
            <Link
              to="/organizations/$organizationId/projects/$projectId/settings"
              params={{ organizationId, projectId }}
              className="underline underline-offset-2"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </fieldset>
  );
}
