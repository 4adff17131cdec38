import { useState } from "react";
import { useWatch, type Control } from "react-hook-form";
import { CardFields } from "#browser/ui/card.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { languageCodes, suggestedMax } from "../../contract/settings.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";
import { LinesField } from "./lines-field.tsx";
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
        <LinesField
          control={control}
          name="suggested_questions"
          max={suggestedMax}
          hint={t("greetingTab.questionsHint")}
          words={{
            line: (number) => t("greetingTab.question", { number }),
            add: t("greetingTab.addQuestion"),
            remove: (number) => t("greetingTab.removeQuestion", { number }),
          }}
          may={may}
        />
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
