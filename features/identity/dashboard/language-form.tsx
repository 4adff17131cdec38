import { useEffect, useState } from "react";
import { useController } from "react-hook-form";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { language } from "#browser/catalog.ts";
import { chooseLanguage, languageNames } from "#browser/chosen-language.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { Language } from "../contract.ts";
import { t } from "./messages.ts";

const options = Language.options.map((value) => ({ value, label: languageNames[value] }));
const Chosen = z.object({ language: Language });

/** What its person reads the dashboard in. */
export function LanguageForm() {
  const [saved, setSaved] = useState<Language | null>(null);
  const { form, submit } = useVersionedForm(Chosen, {
    record: { language },
    valuesOf: (record) => ({ language: record?.language ?? language }),
    async write(body) {
      await api("/api/auth/update-user", z.unknown(), { method: "POST", body });
      return body;
    },
    onSaved: (now) => setSaved(now.language),
  });
  const { isDirty } = form.formState;
  // Until the form knows that it is saved it asks before the page is left.
  useEffect(() => {
    if (saved !== null && !isDirty) chooseLanguage(saved);
  }, [saved, isDirty]);
  const { field } = useController({ control: form.control, name: "language" });
  return (
    <SettingsForm form={form} onSubmit={submit} hint={t("languageForm.hint")}>
      <CardFields>
        <Field label={t("languageForm.language")}>
          {(ties) => (
            <Select
              {...ties}
              options={options}
              value={field.value}
              onChange={(chosen) => field.onChange(Language.parse(chosen))}
              onBlur={field.onBlur}
            />
          )}
        </Field>
      </CardFields>
    </SettingsForm>
  );
}
