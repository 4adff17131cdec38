import { useController, type FieldValues } from "react-hook-form";
import { CheckLine } from "./check-line.tsx";
import { FieldError, type FieldProps } from "./field.tsx";

/** Yes or no in a form. */
export function Checkbox<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  disabled = false,
}: FieldProps<V, T> & { disabled?: boolean }) {
  const { field, fieldState } = useController({ control, name });
  const error = fieldState.error?.message;
  return (
    <div className={className}>
      <CheckLine
        checked={field.value ?? false}
        onChange={field.onChange}
        onBlur={field.onBlur}
        inputRef={field.ref}
        label={label}
        hint={hint}
        disabled={disabled}
      />
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
