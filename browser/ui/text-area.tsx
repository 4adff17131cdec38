import type { ComponentProps } from "react";
import { useController, type FieldValues } from "react-hook-form";
import { cn } from "./cn.ts";
import { Field, inputClasses, type FieldProps } from "./field.tsx";

type Native = Omit<ComponentProps<"textarea">, "name" | "value" | "defaultValue" | "className">;

/** Several lines of text in a form: `rows` at first, more as they are written. */
export function TextArea<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  rows = 3,
  ...props
}: FieldProps<V, T> & Native) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} className={className}>
      {(ties) => (
        <textarea
          dir="auto"
          {...props}
          rows={rows}
          {...field}
          value={field.value ?? ""}
          {...ties}
          className={cn(inputClasses, "field-sizing-content h-auto max-h-96 py-1.5")}
          style={{ minHeight: rows * 20 + 14 }}
        />
      )}
    </Field>
  );
}
