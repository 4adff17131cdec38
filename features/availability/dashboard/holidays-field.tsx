import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { useController } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import type { AvailabilityControl } from "./availability-values.ts";
import { t } from "./messages.ts";

/** Days without hours, each a date. */
export function HolidaysField({ control, disabled }: { control: AvailabilityControl; disabled: boolean }) {
  const { field, fieldState } = useController({ control, name: "holidays" });
  const list = useRef<HTMLUListElement>(null);
  const holidays = field.value ?? [];
  const errors = fieldState.error as ({ message?: string } & Record<number, { message?: string }>) | undefined;
  function add() {
    field.onChange([...holidays, ""]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus());
  }
  return (
    <fieldset className="flex flex-col gap-2" disabled={disabled}>
      <legend className="mb-1.5 text-sm font-medium">{t("holidaysField.holidays")}</legend>
      <ul ref={list} className="flex flex-wrap gap-2 empty:hidden">
        {holidays.map((day, index) => (
          <li key={index}>
            <div className="flex items-center gap-1">
              <input
                type="date"
                className={cn(inputClasses, "w-40 tabular-nums")}
                aria-label={t("holidaysField.holiday", { number: String(index + 1) })}
                aria-invalid={errors?.[index] ? true : undefined}
                value={day}
                onChange={({ target }) => field.onChange(holidays.map((one, at) => (at === index ? target.value : one)))}
              />
              {!disabled && (
                <Button
                  look="ghost"
                  square
                  icon={X}
                  aria-label={t("holidaysField.remove")}
                  onClick={() => field.onChange(holidays.filter((_, at) => at !== index))}
                />
              )}
            </div>
            {errors?.[index]?.message && <FieldError>{errors[index].message}</FieldError>}
          </li>
        ))}
      </ul>
      {!disabled && (
        <Button size="small" icon={Plus} className="self-start" onClick={add}>
          {t("holidaysField.add")}
        </Button>
      )}
      <p className="text-sm text-soft">{t("holidaysField.hint")}</p>
    </fieldset>
  );
}
