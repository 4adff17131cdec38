import { useId, type ReactNode } from "react";
import { useController, type FieldValues } from "react-hook-form";
import { CheckLine } from "./check-line.tsx";
import { FieldError, type FieldProps } from "./field.tsx";

/** Any of a few values in a form, as a list of them. */
export function CheckboxGroup<V extends FieldValues, T>({
  control,
  name,
  label,
  className,
  options,
}: Omit<FieldProps<V, T>, "hint"> & { options: readonly { value: string; label: string; hint?: ReactNode }[] }) {
  const { field, fieldState } = useController({ control, name });
  const id = useId();
  const chosen: readonly string[] = field.value ?? [];
  const error = fieldState.error?.message;
  const set = (value: string, checked: boolean) =>
    field.onChange(options.map((option) => option.value).filter((one) => (one === value ? checked : chosen.includes(one))));
  return (
    <fieldset className={className} aria-describedby={error ? id : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-col gap-2">
        {options.map(({ value, label: text, hint }, index) => (
          <CheckLine
            key={value}
            checked={chosen.includes(value)}
            onChange={(checked) => set(value, checked)}
            onBlur={field.onBlur}
            {...(index === 0 ? { inputRef: field.ref } : {})}
            label={text}
            hint={hint}
          />
        ))}
      </div>
      {error && (
        <div className="mt-1.5">
          <FieldError id={id}>{error}</FieldError>
        </div>
      )}
    </fieldset>
  );
}
