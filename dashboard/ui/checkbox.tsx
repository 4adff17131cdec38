import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import { useId } from "react";
import { useController, type FieldValues } from "react-hook-form";
import { FieldError, type FieldProps } from "./field.tsx";

/** Yes or no in a form; the label is part of what one may click. */
export function Checkbox<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  disabled = false,
}: FieldProps<V, T> & { disabled?: boolean }) {
  const { field, fieldState } = useController({ control, name });
  const id = useId();
  const error = fieldState.error?.message;
  return (
    <div className={className}>
      <label className="flex items-start gap-2.5 pointer-coarse:min-h-11">
        <Base.Root
          checked={field.value ?? false}
          onCheckedChange={field.onChange}
          onBlur={field.onBlur}
          inputRef={field.ref}
          disabled={disabled}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-line-strong bg-surface transition-colors duration-150 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
        >
          <Base.Indicator>
            <Check aria-hidden className="size-3 text-on-accent" strokeWidth={3} />
          </Base.Indicator>
        </Base.Root>
        <span>
          <span className="font-medium">{label}</span>
          {hint && (
            <span id={`${id}-hint`} className="block text-sm text-soft">
              {hint}
            </span>
          )}
        </span>
      </label>
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
