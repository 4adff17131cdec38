import { Braces } from "lucide-react";
import { useController, useWatch, type Control } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { CardFields } from "#browser/ui/card.tsx";
import { CheckboxGroup } from "#browser/ui/checkbox-group.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { languageCodes, Tone } from "../../contract/settings.ts";
import { unknownVariables, variableNames } from "../../contract/variables.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";
import { ModelFields } from "../model-fields.tsx";
import { languageName, settingLabels, toneLabels } from "./setting-words.ts";

type Props = { control: Control<DraftValues, unknown, DraftResult>; may: boolean };

/** What the agent is to do and how it speaks. */
export function InstructionsTab({ control, may }: Props) {
  return (
    <>
      <CardFields>
        <TextArea
          control={control}
          name="instructions"
          label={settingLabels.instructions}
          hint={<InstructionsHint control={control} />}
          rows={7}
          readOnly={!may}
        />
        {may && <VariableMenu control={control} />}
        <ToneField control={control} may={may} />
        <fieldset disabled={!may}>
          <CheckboxGroup
            control={control}
            name="languages"
            label={settingLabels.languages}
            className="[&>div]:grid [&>div]:grid-cols-2 [&>div]:gap-x-4 [&>div]:sm:grid-cols-3"
            options={languageCodes.map((code) => ({ value: code, label: languageName(code) }))}
          />
          <p className="mt-2 text-sm text-soft">{t("instructionsTab.languagesHint")}</p>
        </fieldset>
        <TextArea
          control={control}
          name="helps_with"
          label={settingLabels.helps_with}
          hint={t("instructionsTab.helpsWithHint")}
          rows={2}
          readOnly={!may}
        />
      </CardFields>
      <CardFields>
        <ModelFields control={control} disabled={!may} />
      </CardFields>
    </>
  );
}

/** What is in braces and means nothing is said at the field. It is no mistake that keeps the draft from being saved. */
function InstructionsHint({ control }: { control: Props["control"] }) {
  const unknown = unknownVariables(useWatch({ control, name: "instructions" }));
  return (
    <>
      {t("instructionsTab.instructionsHint")}
      {unknown.length > 0 && (
        <span role="status" className="block text-warn">
          {t("instructionsTab.unknown", {
            count: unknown.length,
            names: unknown.map((name) => `{${name}}`).join(", "),
            known: variableNames.map((name) => `{${name}}`).join(", "),
          })}
        </span>
      )}
    </>
  );
}

function VariableMenu({ control }: { control: Props["control"] }) {
  const { field } = useController({ control, name: "instructions" });
  const hints = {
    agent_name: t("instructionsTab.agentName"),
    project_name: t("instructionsTab.projectName"),
    today: t("instructionsTab.today"),
    open_or_closed: t("instructionsTab.openOrClosed"),
    visitor_name: t("instructionsTab.visitorName"),
  };
  return (
    <div className="-mt-3">
      <Menu
        align="start"
        trigger={
          <Button size="small" look="ghost" icon={Braces}>
            {t("instructionsTab.insert")}
          </Button>
        }
      >
        {variableNames.map((name) => (
          <MenuItem key={name} onSelect={() => field.onChange(`${field.value}${/\S$/.test(field.value) ? " " : ""}{${name}}`)}>
            {hints[name]}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function ToneField({ control, may }: Props) {
  const { field } = useController({ control, name: "tone" });
  return (
    <Field label={settingLabels.tone} hint={t("instructionsTab.toneHint")}>
      {(ties) => (
        <Select
          {...ties}
          options={Tone.options.map((tone) => ({ value: tone, label: toneLabels[tone] }))}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          disabled={!may}
        />
      )}
    </Field>
  );
}
