import { Plus, X } from "lucide-react";
import { useId, useRef, type MouseEvent } from "react";
import { useController, type Control, type FieldError as FormError } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import { asWebsite } from "../contract.ts";
import type { OwnResult, OwnValues } from "./agent-form.ts";
import { t } from "./messages.ts";

/** The websites that an agent answers on, one a line; what is wrong with one is said below it. */
export function OriginsField({ control, disabled }: { control: Control<OwnValues, unknown, OwnResult>; disabled: boolean }) {
  const { field, fieldState } = useController({ control, name: "allowed_origins" });
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const origins = field.value;
  const errors = errorsOf(fieldState.error);
  const setOrigin = (at: number, next: string) => field.onChange(origins.map((origin, index) => (index === at ? next : origin)));
  const remove = (at: number) => field.onChange(origins.filter((_, index) => index !== at));

  function leave(at: number) {
    const typed = origins[at]?.trim() ?? "";
    if (typed === "") remove(at);
    else setOrigin(at, websiteMeantBy(typed));
    field.onBlur();
  }

  function add() {
    field.onChange([...origins, ""]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus());
  }

  return (
    <fieldset className="flex flex-col gap-2" disabled={disabled}>
      <legend className="mb-1.5 text-sm font-medium">{t("originsField.allowedWebsites")}</legend>
      <ul ref={list} className="flex flex-col gap-2 empty:hidden">
        {origins.map((origin, index) => (
          <li key={index}>
            <div className="flex gap-2">
              <input
                className={inputClasses}
                value={origin}
                aria-label={t("originsField.website", { number: index + 1 })}
                aria-invalid={errors.at(index) ? true : undefined}
                aria-describedby={errors.at(index) ? `${id}-${index}` : undefined}
                placeholder={t("originsField.example")}
                inputMode="url"
                autoComplete="off"
                onChange={({ target }) => setOrigin(index, target.value)}
                onBlur={() => leave(index)}
              />
              {!disabled && (
                <Button
                  look="ghost"
                  square
                  icon={X}
                  aria-label={origin ? t("originsField.remove", { origin }) : t("originsField.removeEmpty")}
                  onClick={() => remove(index)}
                />
              )}
            </div>
            {errors.at(index) && <FieldError id={`${id}-${index}`}>{errors.at(index)}</FieldError>}
          </li>
        ))}
      </ul>
      {errors.all && <FieldError>{errors.all}</FieldError>}
      {!disabled && (
        <Button size="small" icon={Plus} className="self-start" onMouseDown={keepFocus} onClick={add}>
          {t("originsField.addAWebsite")}
        </Button>
      )}
      <p className="text-sm text-soft">{origins.length === 0 ? t("originsField.anyWebsite") : t("originsField.theseWebsites")}</p>
      {origins.length > 0 && (
        <Checkbox
          control={control}
          name="allow_web_views"
          label={t("originsField.allowWebViews")}
          hint={t("originsField.allowWebViewsHint")}
          className="mt-2"
          disabled={disabled}
        />
      )}
    </fieldset>
  );
}

/** A line that lost the focus while the button is pressed would show its error and move the button from under the pointer. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** What was pasted with a path, or typed without https://, as the website that is meant; anything else as it was typed. */
function websiteMeantBy(typed: string): string {
  if (/\s/.test(typed)) return typed;
  const isNamed = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/:]+:\d+(\/|$)/.test(typed);
  const [website] = /^https?:\/\/[^/?#]+/i.exec(isNamed ? typed : `https://${typed}`) ?? [];
  return website !== undefined && URL.canParse(website) ? asWebsite(website) : typed;
}

/** Of a list the form keeps an error by index, or one for all of it. */
function errorsOf(error: FormError | undefined): { at: (index: number) => string | undefined; all: string | undefined } {
  const rows: readonly (FormError | undefined)[] = Array.isArray(error) ? error : [];
  return { at: (index) => rows[index]?.message, all: error?.message };
}
