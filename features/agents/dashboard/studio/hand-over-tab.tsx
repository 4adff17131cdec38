import { useWatch, type Control } from "react-hook-form";
import { CardFields } from "#browser/ui/card.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { handOverWordsMax } from "../../contract/settings.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";
import { LinesField } from "./lines-field.tsx";
import { settingLabels } from "./setting-words.ts";

/** When a person of the team is asked for: whenever a visitor wishes, and by rules that need nobody's wish. */
export function HandOverTab({ control, may }: { control: Control<DraftValues, unknown, DraftResult>; may: boolean }) {
  const handsOver = useWatch({ control, name: "hands_over" });
  return (
    <>
      <CardFields>
        <Checkbox
          control={control}
          name="hands_over"
          label={settingLabels.hands_over}
          hint={t("handOverTab.handsOverHint")}
          disabled={!may}
        />
      </CardFields>
      {handsOver && (
        <CardFields>
          <NumberField
            control={control}
            name="hands_over_after"
            label={settingLabels.hands_over_after}
            hint={t("handOverTab.afterHint")}
            unit={t("handOverTab.afterUnit")}
            min={1}
            max={10}
            disabled={!may}
          />
          <LinesField
            control={control}
            name="hands_over_words"
            max={handOverWordsMax}
            hint={t("handOverTab.wordsHint")}
            words={{
              line: (number) => t("handOverTab.word", { number }),
              add: t("handOverTab.addWord"),
              remove: (number) => t("handOverTab.removeWord", { number }),
            }}
            may={may}
          />
        </CardFields>
      )}
      <CardFields>
        <Checkbox
          control={control}
          name="summarizes_closed"
          label={settingLabels.summarizes_closed}
          hint={t("handOverTab.summarizesHint")}
          disabled={!may}
        />
      </CardFields>
    </>
  );
}
