import { Plus, X } from "lucide-react";
import { useController, useFieldArray, useWatch, type Control } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { Field, inputClasses } from "#browser/ui/field.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { bodiless, Parameter, parametersMax } from "../contract/http-tool.ts";
import { ChoiceField } from "./choice-field.tsx";
import { t } from "./messages.ts";
import type { ToolResult, ToolValues } from "./tool-form.ts";

type Form = Control<ToolValues, unknown, ToolResult>;

const typeLabels = {
  string: t("parameterFields.string"),
  number: t("parameterFields.number"),
  integer: t("parameterFields.integer"),
  boolean: t("parameterFields.boolean"),
} as const;

/** What a model fills in, and where it is sent. */
export function ParameterFields({ control, method }: { control: Form; method: string }) {
  const { fields, append, remove } = useFieldArray({ control, name: "parameters", keyName: "row" });
  const empty: ToolValues["parameters"][number] = {
    name: "",
    type: "string",
    description: "",
    required: true,
    choices: [],
    in: bodiless.has(method) ? "query" : "body",
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">{t("parameterFields.title")}</legend>
      <p className="text-sm text-soft">{t("parameterFields.sentence")}</p>
      {fields.map(({ row }, at) => (
        <fieldset key={row} className="grid grid-cols-1 gap-4 rounded-sm border p-4 sm:grid-cols-2">
          <legend className="px-1 text-sm font-medium">{t("parameterFields.parameter", { number: at + 1 })}</legend>
          <TextField
            control={control}
            name={`parameters.${at}.name`}
            label={t("parameterFields.name")}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
          />
          <div className="grid grid-cols-2 gap-4">
            <ChoiceField
              control={control}
              name={`parameters.${at}.type`}
              label={t("parameterFields.type")}
              options={Parameter.shape.type.options.map((value) => ({ value, label: typeLabels[value] }))}
            />
            <ChoiceField
              control={control}
              name={`parameters.${at}.in`}
              label={t("parameterFields.place")}
              options={[
                { value: "query", label: t("parameterFields.query") },
                { value: "body", label: t("parameterFields.body"), disabled: bodiless.has(method) },
              ]}
            />
          </div>
          <TextField
            control={control}
            name={`parameters.${at}.description`}
            label={t("parameterFields.description")}
            hint={t("parameterFields.descriptionHint")}
            autoComplete="off"
          />
          <Choices control={control} at={at} />
          <Checkbox control={control} name={`parameters.${at}.required`} label={t("parameterFields.required")} />
          <Button size="small" icon={X} className="self-start justify-self-start sm:justify-self-end" onClick={() => remove(at)}>
            {t("parameterFields.remove", { number: at + 1 })}
          </Button>
        </fieldset>
      ))}
      {fields.length < parametersMax && (
        <Button size="small" icon={Plus} className="self-start" onClick={() => append(empty)}>
          {t("parameterFields.add")}
        </Button>
      )}
    </fieldset>
  );
}

/** Of a text: what it can be, with commas between. */
function Choices({ control, at }: { control: Form; at: number }) {
  const { field, fieldState } = useController({ control, name: `parameters.${at}.choices` });
  const type = useWatch({ control, name: `parameters.${at}.type` });
  if (type !== "string") return <span />;
  return (
    <Field label={t("parameterFields.choices")} hint={t("parameterFields.choicesHint")} error={fieldState.error?.message}>
      {(ties) => (
        <input
          {...ties}
          ref={field.ref}
          dir="auto"
          className={inputClasses}
          value={(field.value ?? []).join(",")}
          autoComplete="off"
          onBlur={field.onBlur}
          onChange={({ target }) => field.onChange(target.value === "" ? [] : target.value.split(","))}
        />
      )}
    </Field>
  );
}
