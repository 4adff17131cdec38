import { NumberField as Base } from "@base-ui/react/number-field";
import { useController, type FieldValues } from "react-hook-form";
import { cn } from "./cn.ts";
import { Field, inputClasses, type FieldProps } from "./field.tsx";

/** A number in a form; null while it is empty. Arrow keys step; `unit` is behind it. */
export function NumberField<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  min,
  max,
  step,
  unit,
  disabled = false,
}: FieldProps<V, T> & {
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  disabled?: boolean;
}) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} className={className}>
      {(ties) => (
        <Base.Root
          id={ties.id}
          value={field.value ?? null}
          onValueChange={field.onChange}
          disabled={disabled}
          // What is out of range is said at the field, and not put right without a word.
          allowOutOfRange
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          {...(step === undefined ? {} : { step })}
        >
          <div className="flex items-center gap-2">
            <Base.Input
              ref={field.ref}
              onBlur={field.onBlur}
              aria-describedby={ties["aria-describedby"]}
              aria-invalid={ties["aria-invalid"]}
              className={cn(inputClasses, "w-32 tabular-nums")}
            />
            {unit && <span className="text-sm text-soft">{unit}</span>}
          </div>
        </Base.Root>
      )}
    </Field>
  );
}
