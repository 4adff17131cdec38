import type { ComponentProps, ReactNode } from "react";
import { useController, type FieldValues } from "react-hook-form";
import { cn } from "./cn.ts";
import { Field, inputClasses, type FieldProps } from "./field.tsx";

type Native = Omit<ComponentProps<"input">, "name" | "value" | "defaultValue" | "className" | "size">;

/** One line of text in a form. `end` stands inside the field at its right. */
export function TextField<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  large = false,
  end,
  ...props
}: FieldProps<V, T> & Native & { large?: boolean; end?: ReactNode }) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} className={className}>
      {(ties) => (
        <div className="relative">
          <input
            dir="auto"
            {...props}
            {...field}
            value={field.value ?? ""}
            {...ties}
            className={cn(inputClasses, large && "h-[38px]", end && "pr-11")}
          />
          {end && <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>}
        </div>
      )}
    </Field>
  );
}
