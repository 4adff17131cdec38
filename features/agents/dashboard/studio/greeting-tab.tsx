import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useController, useWatch, type Control } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { CardFields } from "#browser/ui/card.tsx";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { languageCodes, suggestedMax } from "../../contract/settings.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";
import { languageName, settingLabels } from "./setting-words.ts";

type Props = { control: Control<DraftValues, unknown, DraftResult>; may: boolean };

/** What visitors see before they have written anything. */
export function GreetingTab({ control, may }: Props) {
  return (
    <>
      <CardFields>
        <TextArea control={control} name="greeting" label={settingLabels.greeting} hint={t("greetingTab.greetingHint")} readOnly={!may} />
        <Greetings control={control} may={may} />
      </CardFields>
      <CardFields>
        <SuggestedQuestions control={control} may={may} />
      </CardFields>
    </>
  );
}

function Greetings({ control, may }: Props) {
  const greetings = useWatch({ control, name: "greetings" });
  const [added, setAdded] = useState<readonly string[]>([]);
  const shown = languageCodes.filter((code) => greetings[code] !== undefined || added.includes(code));
  const others = languageCodes.filter((code) => !shown.includes(code));
  return (
    <>
      {shown.map((code) => (
        <TextArea
          key={code}
          control={control}
          name={`greetings.${code}`}
          label={t("greetingTab.inLanguage", { language: languageName(code) })}
          rows={2}
          readOnly={!may}
        />
      ))}
      {may && others.length > 0 && (
        <Select
          aria-label={t("greetingTab.addLanguage")}
          className="w-auto min-w-52 self-start"
          placeholder={t("greetingTab.addLanguage")}
          options={others.map((code) => ({ value: code, label: languageName(code) }))}
          value={null}
          onChange={(code) => setAdded((codes) => [...codes, code])}
        />
      )}
      <p className="text-sm text-soft">{t("greetingTab.languagesHint")}</p>
    </>
  );
}

function SuggestedQuestions({ control, may }: Props) {
  const { field, fieldState } = useController({ control, name: "suggested_questions" });
  const questions = field.value;
  const set = (at: number, next: string) => field.onChange(questions.map((one, index) => (index === at ? next : one)));
  const wrong = Array.isArray(fieldState.error) ? fieldState.error.find((one) => one)?.message : fieldState.error?.message;
  return (
    <fieldset className="flex flex-col gap-2" disabled={!may}>
      <legend className="mb-1.5 text-sm font-medium">{settingLabels.suggested_questions}</legend>
      {questions.map((question, at) => (
        <div key={at} className="flex gap-2">
          <input
            className={inputClasses}
            dir="auto"
            value={question}
            aria-label={t("greetingTab.question", { number: at + 1 })}
            autoComplete="off"
            onChange={({ target }) => set(at, target.value)}
            onBlur={field.onBlur}
          />
          {may && (
            <Button
              look="ghost"
              square
              icon={X}
              aria-label={t("greetingTab.removeQuestion", { number: at + 1 })}
              onClick={() => field.onChange(questions.filter((_, index) => index !== at))}
            />
          )}
        </div>
      ))}
      {wrong && <FieldError>{wrong}</FieldError>}
      {may && questions.length < suggestedMax && (
        <Button size="small" icon={Plus} className="self-start" onClick={() => field.onChange([...questions, ""])}>
          {t("greetingTab.addQuestion")}
        </Button>
      )}
      <p className="text-sm text-soft">{t("greetingTab.questionsHint")}</p>
    </fieldset>
  );
}
