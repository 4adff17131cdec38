import { useQuery } from "@tanstack/react-query";
import { useController, useWatch, type Control } from "react-hook-form";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Field } from "#browser/ui/field.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { Select, type Option } from "#browser/ui/select.tsx";
import type { Models } from "../contract.ts";
import type { DraftResult, DraftValues } from "./agent-form.ts";
import { modelsQuery } from "./agents-query.ts";
import { t } from "./messages.ts";

const asInstalled = "";

/** Which model writes the answers, and how freely. */
export function ModelFields({ control, disabled }: { control: Control<DraftValues, unknown, DraftResult>; disabled: boolean }) {
  const { data: models, isError } = useQuery(modelsQuery(useOrganizationId()));
  const { field, fieldState } = useController({ control, name: "model_name" });
  const temperature = useWatch({ control, name: "temperature" });
  const isBuiltIn = models !== undefined && models.default === null && field.value == null;
  const hasModels = models !== undefined && (models.default !== null || models.data.length > 0);
  return (
    <>
      <Field
        label={t("modelFields.model")}
        error={fieldState.error?.message}
        hint={isError ? t("modelFields.notListed") : hintOf(models, field.value ?? null)}
      >
        {(ties) => (
          <Select
            {...ties}
            options={optionsOf(models, field.value ?? null)}
            value={field.value ?? asInstalled}
            onChange={(name) => field.onChange(name === asInstalled ? null : name)}
            onBlur={field.onBlur}
            disabled={disabled}
          />
        )}
      </Field>
      {(hasModels || temperature != null) && (
        <NumberField
          control={control}
          name="temperature"
          label={t("modelFields.temperature")}
          min={0}
          max={2}
          step={0.1}
          disabled={disabled}
          hint={isBuiltIn ? t("modelFields.builtInTemperature") : t("modelFields.temperatureHint")}
        />
      )}
    </>
  );
}

function hintOf(models: Models | undefined, named: string | null): string | null {
  if (!models) return null;
  if (named !== null && !isOffered(models, named))
    return t("modelFields.notOfferedHint", { named, model: models.default ?? t("modelFields.theBuiltIn") });
  if (models.default !== null || models.data.length > 0) return null;
  return t("modelFields.onlyBuiltIn");
}

export const isOffered = (models: Models, name: string) => models.data.some((model) => model.name === name);

/** "Installation default", the models that may be named, and the one that is named even if nobody offers it now. */
function optionsOf(models: Models | undefined, current: string | null): Option[] {
  const installed = models
    ? t("modelFields.installationDefaultIs", { model: models.default ?? t("modelFields.builtIn") })
    : t("modelFields.installationDefault");
  const options: Option[] = [{ value: asInstalled, label: installed }];
  for (const { name, provider } of models?.data ?? []) options.push({ value: name, label: name, hint: provider });
  if (current !== null && !options.some(({ value }) => value === current))
    options.push({ value: current, label: current, ...(models ? { hint: t("modelFields.notOffered") } : {}) });
  return options;
}
