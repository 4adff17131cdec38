import { useController, useWatch, type Control } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { CardFields } from "#browser/ui/card.tsx";
import { Field, inputClasses } from "#browser/ui/field.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { offsetMaxPx, WidgetPosition, WidgetTheme } from "../../contract/appearance.ts";
import { isColor, isReadable, nearestReadable, type ColorTheme } from "../../contract/contrast.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";
import { positionLabels, settingLabels, themeLabels } from "./setting-words.ts";

type Props = { control: Control<DraftValues, unknown, DraftResult>; may: boolean };

/** What the swatch shows where no colour is chosen: those of the widget itself. */
const standard: Record<ColorTheme, string> = { light: "#007676", dark: "#55cac3" };

/** How the agent looks on websites. */
export function AppearanceTab({ control, may }: Props) {
  return (
    <>
      <CardFields>
        <ColorField control={control} name="color" theme="light" hint={t("appearanceTab.colorHint")} may={may} />
        <ColorField control={control} name="color_dark" theme="dark" hint={t("appearanceTab.colorDarkHint")} may={may} />
        <ChoiceField
          {...{ control, may }}
          name="theme"
          hint={t("appearanceTab.themeHint")}
          options={WidgetTheme.options.map((value) => ({ value, label: themeLabels[value] }))}
        />
      </CardFields>
      <CardFields>
        <ChoiceField
          {...{ control, may }}
          name="position"
          hint={t("appearanceTab.positionHint")}
          options={WidgetPosition.options.map((value) => ({ value, label: positionLabels[value] }))}
        />
        {(["offset_side", "offset_bottom"] as const).map((name) => (
          <NumberField
            key={name}
            {...{ control, name }}
            label={settingLabels[name]}
            hint={t("appearanceTab.offsetHint")}
            unit="px"
            min={0}
            max={offsetMaxPx}
            disabled={!may}
          />
        ))}
        <TextField
          control={control}
          name="launcher_text"
          label={settingLabels.launcher_text}
          hint={t("appearanceTab.launcherTextHint")}
          readOnly={!may}
          autoComplete="off"
        />
      </CardFields>
    </>
  );
}

type ColorFieldProps = Props & { name: "color" | "color_dark"; theme: ColorTheme; hint: string };

/** A colour as text and as the browser's own picker; where it cannot be read, the nearest that can is one click away. */
function ColorField({ control, name, theme, hint, may }: ColorFieldProps) {
  const { field, fieldState } = useController({ control, name });
  const typed = (field.value ?? "").trim().toLowerCase();
  const suggested = isColor(typed) && !isReadable(typed, theme) ? nearestReadable(typed, theme) : null;
  // What is left empty follows the other one, as in the widget.
  const other =
    useWatch({ control, name: name === "color" ? "color_dark" : "color" })
      ?.trim()
      .toLowerCase() ?? "";
  const empty = isColor(other) ? nearestReadable(other, theme) : standard[theme];
  const set = (text: string) => field.onChange(text === "" ? null : text);
  return (
    <div className="flex flex-col items-start gap-2">
      <Field label={settingLabels[name]} hint={hint} error={fieldState.error?.message} className="w-full">
        {(ties) => (
          <div className="flex gap-2">
            <input
              type="color"
              aria-label={t("appearanceTab.pick", { field: settingLabels[name] })}
              className="h-9 w-11 shrink-0 cursor-pointer rounded-sm border bg-surface p-1 pointer-coarse:min-h-11"
              value={isColor(typed) ? typed : empty}
              disabled={!may}
              onChange={({ target }) => set(target.value)}
            />
            <input
              {...ties}
              ref={field.ref}
              className={inputClasses}
              value={field.value ?? ""}
              placeholder={empty}
              autoComplete="off"
              spellCheck={false}
              readOnly={!may}
              onChange={({ target }) => set(target.value)}
              onBlur={field.onBlur}
            />
          </div>
        )}
      </Field>
      {may && suggested && (
        <Button size="small" onClick={() => set(suggested)}>
          <span aria-hidden className="size-3.5 rounded-full border" style={{ background: suggested }} />
          {t("appearanceTab.useColor", { color: suggested })}
        </Button>
      )}
    </div>
  );
}

type ChoiceFieldProps = Props & { name: "theme" | "position"; hint: string; options: readonly { value: string; label: string }[] };

function ChoiceField({ control, name, hint, options, may }: ChoiceFieldProps) {
  const { field } = useController({ control, name });
  return (
    <Field label={settingLabels[name]} hint={hint}>
      {(ties) => <Select {...ties} options={options} value={field.value} onChange={field.onChange} onBlur={field.onBlur} disabled={!may} />}
    </Field>
  );
}
