import { useController, type Control, type FieldPath, type FieldValues } from "react-hook-form";
import { Field } from "#browser/ui/field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { t } from "./messages.ts";

const schedules = [
  { value: "never", label: t("scheduleField.never") },
  { value: "daily", label: t("scheduleField.daily") },
  { value: "weekly", label: t("scheduleField.weekly") },
  { value: "monthly", label: t("scheduleField.monthly") },
];

/** When a page or a website is read again by itself. */
export function ScheduleField<V extends FieldValues, T>({ control, name }: { control: Control<V, unknown, T>; name: FieldPath<V> }) {
  const { field } = useController({ control, name });
  return (
    <Field label={t("scheduleField.label")}>
      {(ties) => (
        <Select {...ties} className="w-48" options={schedules} value={field.value} onChange={field.onChange} onBlur={field.onBlur} />
      )}
    </Field>
  );
}
