import type { FieldTies } from "#browser/ui/field.tsx";
import { Select, type Option } from "#browser/ui/select.tsx";
import type { Models } from "../contract.ts";
import { t } from "./messages.ts";

/** A model and whose it is; null: none is named. */
export type ChosenModel = { provider_id: string | null; model_name: string } | null;

/** One of the models that may be named, or none, which `none` says; what is named stays even if nobody offers it now. */
export function ModelSelect({
  ties,
  models,
  value,
  none,
  onChange,
  onBlur,
  disabled,
}: {
  ties: FieldTies;
  models: Models | undefined;
  value: ChosenModel;
  none: string;
  onChange: (chosen: ChosenModel) => void;
  onBlur: () => void;
  disabled: boolean;
}) {
  const options: Option[] = [{ value: "", label: none }];
  for (const { name, provider, provider_id } of models?.data ?? [])
    options.push({ value: keyOf({ provider_id, model_name: name }), label: name, hint: provider });
  if (value !== null && !options.some((option) => option.value === keyOf(value)))
    options.push({ value: keyOf(value), label: value.model_name, ...(models ? { hint: t("modelFields.notOffered") } : {}) });
  return (
    <Select
      {...ties}
      options={options}
      value={value === null ? "" : keyOf(value)}
      onChange={(key) => onChange(chosenOf(key))}
      onBlur={onBlur}
      disabled={disabled}
    />
  );
}

export const isOffered = (models: Models, { provider_id, model_name }: NonNullable<ChosenModel>) =>
  models.data.some((model) => model.name === model_name && model.provider_id === provider_id);

/** An id has no space, and a name may. */
const keyOf = ({ provider_id, model_name }: NonNullable<ChosenModel>) => `${provider_id ?? ""} ${model_name}`;

function chosenOf(key: string): ChosenModel {
  if (key === "") return null;
  const end = key.indexOf(" ");
  return { provider_id: key.slice(0, end) || null, model_name: key.slice(end + 1) };
}
