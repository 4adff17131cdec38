import { useQuery } from "@tanstack/react-query";
import { Archive, ArchiveRestore, ArrowUp, Plus, X } from "lucide-react";
import { useController, useFieldArray, useWatch, type Control } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { CardFields } from "#browser/ui/card.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { LeadSettings, UpdateLeadFields, type LeadField } from "../contract.ts";
import { ChoicesInput, KindSelect, LabelInput } from "./field-inputs.tsx";
import { leadSettingsQuery, useLeadSettings } from "./lead-settings.ts";
import { t } from "./messages.ts";

/** The project's own fields for leads, on its settings page. */
export function LeadFieldsSection() {
  const settings = useQuery(leadSettingsQuery(useOrganizationId(), useProjectId()));
  return (
    <SettingsSection title={t("fieldsCard.title")} sentence={t("fieldsCard.sentence")}>
      <Loaded query={settings} failure={t("fieldsCard.failed")} permission="lead:read" skeleton={<SkeletonRows rows={2} />}>
        {(loaded) => <FieldsCard settings={loaded} />}
      </Loaded>
    </SettingsSection>
  );
}

export type FieldsValues = z.input<typeof UpdateLeadFields>;
export type FieldsResult = z.output<typeof UpdateLeadFields>;
export type FieldsControl = Control<FieldsValues, unknown, FieldsResult>;

function FieldsCard({ settings }: { settings: LeadSettings }) {
  const refusal = useRefusal("project:update", (roles) => t("fieldsCard.whoMay", { roles }));
  const { setFields } = useLeadSettings();
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { form, submit, conflict } = useVersionedForm<FieldsValues, FieldsResult, LeadSettings>(UpdateLeadFields, {
    record: settings,
    valuesOf: (record) => ({ fields: (record?.fields ?? []).map(valuesOf) }),
    read: () => organizationApi(organizationId)(projectPath(projectId, "/lead-settings"), LeadSettings),
    write: setFields,
    onSaved: () => toast(t("fieldsCard.saved")),
  });
  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={t("fieldsCard.hint")}
      refusal={refusal}
      conflict={conflict}
      labels={{ fields: t("fieldsCard.title") }}
    >
      <CardFields>
        <FieldList control={form.control} inUse={settings.fields.filter(({ in_use }) => in_use)} disabled={refusal !== null} />
        {form.formState.errors.fields?.root?.message && <FieldError>{form.formState.errors.fields.root.message}</FieldError>}
        {form.formState.errors.fields?.message && <FieldError>{form.formState.errors.fields.message}</FieldError>}
      </CardFields>
    </SettingsForm>
  );
}

const valuesOf = ({ name, label, kind, choices, archived }: LeadField) => ({ name, label, kind, choices, archived });

function FieldList({ control, inUse, disabled }: { control: FieldsControl; inUse: readonly LeadField[]; disabled: boolean }) {
  const { fields, append, remove, swap } = useFieldArray({ control, name: "fields", keyName: "row" });
  return (
    <>
      {fields.length === 0 && <p className="text-soft">{t("fieldsCard.none")}</p>}
      <ul className="flex flex-col gap-4 empty:hidden">
        {fields.map(({ row, name }, at) => (
          <FieldItem
            key={row}
            control={control}
            at={at}
            isInUse={inUse.some((field) => field.name === name)}
            disabled={disabled}
            onRemove={() => remove(at)}
            onUp={() => swap(at, at - 1)}
          />
        ))}
      </ul>
      {!disabled && (
        <Button
          size="small"
          icon={Plus}
          className="self-start"
          onClick={() => append({ label: "", kind: "text", choices: [], archived: false }, { focusName: `fields.${fields.length}.label` })}
        >
          {t("fieldsCard.add")}
        </Button>
      )}
    </>
  );
}

function FieldItem({
  control,
  at,
  isInUse,
  disabled,
  onRemove,
  onUp,
}: {
  control: FieldsControl;
  at: number;
  isInUse: boolean;
  disabled: boolean;
  onRemove: () => void;
  onUp: () => void;
}) {
  const { label: typed, kind, archived } = useWatch({ control, name: `fields.${at}` });
  const label = typed.trim() || t("fieldsCard.newField");
  return (
    <li className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <LabelInput control={control} at={at} readOnly={disabled} />
        <KindSelect control={control} at={at} label={label} disabled={disabled || isInUse} />
        {!disabled && (
          <span className="flex">
            {at > 0 && <Button look="ghost" square icon={ArrowUp} aria-label={t("fieldsCard.moveUp", { label })} onClick={onUp} />}
            {isInUse ? (
              <ArchiveButton control={control} at={at} label={label} />
            ) : (
              <Button look="ghost" square icon={X} aria-label={t("fieldsCard.remove", { label })} onClick={onRemove} />
            )}
          </span>
        )}
      </div>
      {archived && <p className="text-sm text-soft">{t("fieldsCard.archived")}</p>}
      {kind === "choice" && <ChoicesInput control={control} at={at} label={label} readOnly={disabled} />}
    </li>
  );
}

function ArchiveButton({ control, at, label }: { control: FieldsControl; at: number; label: string }) {
  const { field } = useController({ control, name: `fields.${at}.archived` });
  const says = field.value ? t("fieldsCard.restore", { label }) : t("fieldsCard.archive", { label });
  return (
    <Button
      look="ghost"
      square
      icon={field.value ? ArchiveRestore : Archive}
      aria-label={says}
      title={says}
      onClick={() => field.onChange(!field.value)}
    />
  );
}
