import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useController } from "react-hook-form";
import { languageOfDates } from "#browser/catalog.ts";
import { Button } from "#browser/ui/button.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { cn } from "#browser/ui/cn.ts";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import type { AvailabilityControl } from "./availability-values.ts";
import { t } from "./messages.ts";

type Hours = { day: number; from: string; to: string };

const dayName = new Intl.DateTimeFormat(languageOfDates, { weekday: "long", timeZone: "UTC" });
/** 5 January 1970 was a Monday. */
const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, name: dayName.format(Date.UTC(1970, 0, 4 + day)) }));
const working = [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "17:00" }));

/** The week, a day a row, with any number of hours on each; or at any time. */
export function HoursField({ control, disabled }: { control: AvailabilityControl; disabled: boolean }) {
  const { field, fieldState } = useController({ control, name: "hours" });
  const hours = field.value ?? null;
  const change = (next: Hours[]) => field.onChange(next.toSorted((a, b) => a.day - b.day || a.from.localeCompare(b.from)));
  const errors = fieldState.error as ({ message?: string } & Record<number, Record<string, { message?: string }>>) | undefined;
  return (
    <div className="flex flex-col gap-3">
      <CheckLine
        checked={hours === null}
        onChange={(always) => field.onChange(always ? null : working)}
        label={t("hoursField.anyTime")}
        disabled={disabled}
      />
      {hours !== null && (
        <ul className="flex flex-col divide-y rounded-sm border">
          {days.map(({ day, name }) => (
            <li
              key={day}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 px-3 py-2 sm:grid-cols-[7rem_minmax(0,1fr)_auto]"
            >
              <span className="pt-1.5 text-sm font-medium">{name}</span>
              <div className="order-last col-span-2 flex min-w-0 flex-col gap-2 sm:order-none sm:col-span-1">
                {hours.map((span, index) =>
                  span.day === day ? (
                    <Span
                      key={index}
                      span={span}
                      name={name}
                      disabled={disabled}
                      error={messageOf(errors?.[index])}
                      onChange={(next) => field.onChange(hours.map((one, at) => (at === index ? next : one)))}
                      onRemove={() => change(hours.filter((_, at) => at !== index))}
                    />
                  ) : null,
                )}
                {hours.every((span) => span.day !== day) && <span className="pt-1.5 text-sm text-soft">{t("hoursField.closed")}</span>}
              </div>
              {!disabled && (
                <Button
                  look="ghost"
                  square
                  icon={Plus}
                  aria-label={t("hoursField.add", { day: name })}
                  onClick={() => change([...hours, nextOn(day, hours)])}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {errors?.message && <FieldError>{errors.message}</FieldError>}
    </div>
  );
}

function Span({
  span,
  name,
  disabled,
  error,
  onChange,
  onRemove,
}: {
  span: Hours;
  name: string;
  disabled: boolean;
  error: string | undefined;
  onChange: (next: Hours) => void;
  onRemove: () => void;
}) {
  const id = useId();
  const ties = { "aria-invalid": error ? (true as const) : undefined, "aria-describedby": error ? id : undefined, disabled };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <input
          type="time"
          className={cn(inputClasses, "w-36 min-w-0 tabular-nums max-sm:[&::-webkit-calendar-picker-indicator]:hidden")}
          aria-label={t("hoursField.from", { day: name })}
          value={span.from}
          onChange={({ target }) => onChange({ ...span, from: target.value })}
          {...ties}
        />
        <span aria-hidden className="text-soft">
          –
        </span>
        <input
          type="time"
          className={cn(inputClasses, "w-36 min-w-0 tabular-nums max-sm:[&::-webkit-calendar-picker-indicator]:hidden")}
          aria-label={t("hoursField.to", { day: name })}
          // Midnight at the end of a day is 24:00, which a clock does not have.
          value={span.to === "24:00" ? "00:00" : span.to}
          onChange={({ target }) => onChange({ ...span, to: target.value === "00:00" ? "24:00" : target.value })}
          {...ties}
        />
        {!disabled && <Button look="ghost" square icon={X} aria-label={t("hoursField.remove", { day: name })} onClick={onRemove} />}
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

/** After what there is on the day, or as on working days. */
function nextOn(day: number, hours: readonly Hours[]): Hours {
  const last = hours
    .filter((span) => span.day === day)
    .toSorted((a, b) => a.to.localeCompare(b.to))
    .at(-1);
  return last && last.to < "23:00" ? { day, from: last.to, to: "24:00" } : { day, from: "09:00", to: "17:00" };
}

const messageOf = (errors: Record<string, { message?: string }> | undefined) =>
  errors && Object.values(errors).find((error) => error?.message)?.message;
