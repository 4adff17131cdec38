import { Plus, X } from "lucide-react";
import { useFieldArray, useWatch, type Control } from "react-hook-form";
import type { z } from "zod";
import { Button } from "#browser/ui/button.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { headersMax } from "../contract/server.ts";
import { t } from "./messages.ts";
import type { HeaderForm } from "./tool-form.ts";

type WithHeaders = { headers: z.input<typeof HeaderForm>[] };
type Form = Control<WithHeaders, unknown, WithHeaders>;

/** What is sent along in secret, such as a key. */
export function HeaderFields<Values extends WithHeaders, Result>(props: { control: Control<Values, unknown, Result> }) {
  // Of the form, what it has beside headers does not matter here.
  const control = props.control as unknown as Form;
  const { fields, append, remove } = useFieldArray({ control, name: "headers", keyName: "row" });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">{t("headerFields.title")}</legend>
      <p className="text-sm text-soft">{t("headerFields.sentence")}</p>
      {fields.map(({ row }, at) => (
        <fieldset key={row} className="grid grid-cols-1 gap-4 rounded-sm border p-4 sm:grid-cols-3">
          <legend className="px-1 text-sm font-medium">{t("headerFields.header", { number: at + 1 })}</legend>
          <TextField
            control={control}
            name={`headers.${at}.name`}
            label={t("headerFields.name")}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            control={control}
            name={`headers.${at}.before`}
            label={t("headerFields.before")}
            hint={t("headerFields.beforeHint")}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
          />
          <Secret control={control} at={at} />
          <Button size="small" icon={X} className="justify-self-start" onClick={() => remove(at)}>
            {t("headerFields.remove", { number: at + 1 })}
          </Button>
        </fieldset>
      ))}
      {fields.length < headersMax && (
        <Button
          size="small"
          icon={Plus}
          className="self-start"
          onClick={() => append({ name: "Authorization", before: "Bearer ", secret_id: null, value: "" })}
        >
          {t("headerFields.add")}
        </Button>
      )}
    </fieldset>
  );
}

function Secret({ control, at }: { control: Form; at: number }) {
  const stored = useWatch({ control, name: `headers.${at}.secret_id` });
  return (
    <PasswordField
      control={control}
      name={`headers.${at}.value`}
      label={stored === null ? t("headerFields.secret") : t("headerFields.newSecret")}
      hint={stored === null ? t("headerFields.secretHint") : t("headerFields.storedHint")}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
