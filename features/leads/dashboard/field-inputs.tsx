import { useId } from "react";
import { useController } from "react-hook-form";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { FieldKind } from "../contract.ts";
import type { FieldsControl } from "./fields-card.tsx";
import { t } from "./messages.ts";

type Place = { control: FieldsControl; at: number };

/** What a field is called. */
export function LabelInput({ control, at, readOnly }: Place & { readOnly: boolean }) {
  const { field, fieldState } = useController({ control, name: `fields.${at}.label` });
  const id = useId();
  return (
    <div className="min-w-40 flex-1">
      <input
        {...field}
        dir="auto"
        readOnly={readOnly}
        autoComplete="off"
        aria-label={t("fieldsCard.labelOf", { number: at + 1 })}
        aria-invalid={fieldState.error ? true : undefined}
        aria-describedby={fieldState.error ? id : undefined}
        placeholder={t("fieldsCard.label")}
        className={inputClasses}
      />
      {fieldState.error && <FieldError id={id}>{fieldState.error.message}</FieldError>}
    </div>
  );
}

const kinds = FieldKind.options.map((value) => ({ value, label: t(`fieldsCard.${value}`) }));

/** What kind of values it takes. */
export function KindSelect({ control, at, label, disabled }: Place & { label: string; disabled: boolean }) {
  const { field, fieldState } = useController({ control, name: `fields.${at}.kind` });
  const choices = useController({ control, name: `fields.${at}.choices` });
  return (
    <div className="w-36">
      <Select
        aria-label={t("fieldsCard.kindOf", { label })}
        options={kinds}
        value={field.value}
        disabled={disabled}
        onChange={(next) => {
          field.onChange(FieldKind.parse(next));
          if (next !== "choice") choices.field.onChange([]);
        }}
        onBlur={field.onBlur}
      />
      {fieldState.error && <FieldError>{fieldState.error.message}</FieldError>}
    </div>
  );
}

/** What can be chosen, one a line; lines without a word are none. */
export function ChoicesInput({ control, at, label, readOnly }: Place & { label: string; readOnly: boolean }) {
  const {
    field: { ref, value = [], onChange, onBlur },
    fieldState,
  } = useController({ control, name: `fields.${at}.choices` });
  const id = useId();
  const error = messageIn(fieldState.error);
  return (
    <div>
      <textarea
        dir="auto"
        rows={3}
        readOnly={readOnly}
        ref={ref}
        value={value.join("\n")}
        aria-label={t("fieldsCard.choicesOf", { label })}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        placeholder={t("fieldsCard.choices")}
        className={`${inputClasses} h-auto max-h-60 field-sizing-content py-1.5`}
        onChange={({ target }) => onChange(target.value === "" ? [] : target.value.split("\n"))}
        onBlur={() => {
          onChange(value.map((choice) => choice.trim()).filter((choice) => choice !== ""));
          onBlur();
        }}
      />
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

/** Of a list the form keeps an error for all of it, or one by index. */
function messageIn(error: unknown): string | undefined {
  if (Array.isArray(error)) return error.map(messageIn).find((message) => message !== undefined);
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  return "root" in error ? messageIn(error.root) : undefined;
}
