import { useQuery } from "@tanstack/react-query";
import { useController, useWatch, type Control } from "react-hook-form";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Field } from "#browser/ui/field.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { Select, type Option } from "#browser/ui/select.tsx";
import type { Models } from "../contract.ts";
import type { AgentResult, AgentValues } from "./agent-form.ts";
import { modelsQuery } from "./agents-query.ts";

const asInstalled = "";

/** Which model writes the answers, and how freely. */
export function ModelFields({ control, disabled }: { control: Control<AgentValues, unknown, AgentResult>; disabled: boolean }) {
  const { data: models, isError } = useQuery(modelsQuery(useOrganizationId()));
  const { field, fieldState } = useController({ control, name: "model_name" });
  const temperature = useWatch({ control, name: "temperature" });
  const isBuiltIn = models !== undefined && models.default === null && field.value == null;
  const hasModels = models !== undefined && (models.default !== null || models.data.length > 0);
  return (
    <>
      <Field
        label="Model"
        error={fieldState.error?.message}
        hint={isError ? "The models could not be listed." : hintOf(models, field.value ?? null)}
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
          label="Temperature"
          min={0}
          max={2}
          step={0.1}
          disabled={disabled}
          hint={
            isBuiltIn
              ? "The built-in answerer does not use it."
              : "From 0, always the most likely words, to 2, the freest. Leave it empty for the model’s own setting."
          }
        />
      )}
    </>
  );
}

function hintOf(models: Models | undefined, named: string | null): string | null {
  if (!models) return null;
  if (named !== null && !isOffered(models, named))
    return `${named} is not offered here. ${models.default ?? "The built-in answerer"} answers instead. Choose another model, or ask the operator to add it to MODELS_ALLOWED.`;
  if (models.default !== null || models.data.length > 0) return null;
  return "Only the built-in answerer is available, which quotes your documents. To connect a model, the operator sets MODEL_BASE_URL and MODEL_NAME and restarts the server.";
}

export const isOffered = (models: Models, name: string) => models.data.some((model) => model.name === name);

/** "Installation default", the models that may be named, and the one that is named even if nobody offers it now. */
function optionsOf(models: Models | undefined, current: string | null): Option[] {
  const installed = models ? ` (${models.default ?? "built-in answerer"})` : "";
  const options: Option[] = [{ value: asInstalled, label: `Installation default${installed}` }];
  for (const { name, provider } of models?.data ?? []) options.push({ value: name, label: name, hint: provider });
  if (current !== null && !options.some(({ value }) => value === current))
    options.push({ value: current, label: current, ...(models ? { hint: "Not offered" } : {}) });
  return options;
}
