import { useQuery } from "@tanstack/react-query";
import { useController, useWatch, type Control } from "react-hook-form";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Field } from "#browser/ui/field.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import type { Models } from "../contract.ts";
import type { DraftResult, DraftValues } from "./agent-form.ts";
import { modelsQuery } from "./agents-query.ts";
import { t } from "./messages.ts";
import { isOffered, ModelSelect, type ChosenModel } from "./model-select.tsx";

type Fields = { control: Control<DraftValues, unknown, DraftResult>; disabled: boolean };

/** After how long a slow model is left, unless somebody says otherwise. */
const afterSecondsDefault = 10;

/** Which model writes the answers, how freely, and which one does where it fails. */
export function ModelFields({ control, disabled }: Fields) {
  const { data: models, isError } = useQuery(modelsQuery(useOrganizationId()));
  const { field: name, fieldState } = useController({ control, name: "model_name" });
  const { field: provider } = useController({ control, name: "model_provider_id" });
  const temperature = useWatch({ control, name: "temperature" });
  const own: ChosenModel = name.value == null ? null : { provider_id: provider.value ?? null, model_name: name.value };
  const isBuiltIn = models !== undefined && models.default === null && own === null;
  const hasModels = models !== undefined && (models.default !== null || models.data.length > 0);
  const installed = models
    ? t("modelFields.installationDefaultIs", { model: models.default ?? t("modelFields.builtIn") })
    : t("modelFields.installationDefault");
  return (
    <>
      <Field
        label={t("modelFields.model")}
        error={fieldState.error?.message}
        hint={isError ? t("modelFields.notListed") : hintOf(models, own)}
      >
        {(ties) => (
          <ModelSelect
            ties={ties}
            models={models}
            value={own}
            none={installed}
            onChange={(chosen) => {
              name.onChange(chosen?.model_name ?? null);
              provider.onChange(chosen?.provider_id ?? null);
            }}
            onBlur={name.onBlur}
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
      {hasModels && <FallbackFields control={control} disabled={disabled} models={models} />}
    </>
  );
}

function FallbackFields({ control, disabled, models }: Fields & { models: Models }) {
  const { field, fieldState } = useController({ control, name: "fallback" });
  const chosen = field.value ?? null;
  return (
    <>
      <Field label={t("modelFields.fallback")} error={fieldState.error?.message} hint={t("modelFields.fallbackHint")}>
        {(ties) => (
          <ModelSelect
            ties={ties}
            models={models}
            value={chosen}
            none={t("modelFields.noFallback")}
            onChange={(next) => field.onChange(next && { ...next, after_seconds: chosen?.after_seconds ?? afterSecondsDefault })}
            onBlur={field.onBlur}
            disabled={disabled}
          />
        )}
      </Field>
      {chosen && (
        <NumberField
          control={control}
          name="fallback.after_seconds"
          label={t("modelFields.afterSeconds")}
          hint={t("modelFields.afterSecondsHint")}
          min={1}
          max={60}
          step={1}
          unit={t("modelFields.seconds")}
          disabled={disabled}
        />
      )}
    </>
  );
}

function hintOf(models: Models | undefined, own: ChosenModel): string | null {
  if (!models) return null;
  if (own !== null && !isOffered(models, own))
    return t("modelFields.notOfferedHint", { named: own.model_name, model: models.default ?? t("modelFields.theBuiltIn") });
  if (models.default !== null || models.data.length > 0) return null;
  return t("modelFields.onlyBuiltIn");
}
