import { useController, type FieldValues } from "react-hook-form";
import { Field, type FieldProps } from "./field.tsx";
import { Select, type Option } from "./select.tsx";

/** One of several values in a form. */
export function SelectField<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  options,
  placeholder,
  disabled,
}: FieldProps<V, T> & {
  options: readonly Option[];
  placeholder?: string;
  disabled?: boolean;
}) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} className={className}>
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={field.value ?? null}
          onChange={field.onChange}
          onBlur={field.onBlur}
          disabled={disabled}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      )}
    </Field>
  );
}
