import { useController, type FieldValues } from "react-hook-form";
import { Field, type FieldProps } from "#browser/ui/field.tsx";
import { Select, type Option } from "#browser/ui/select.tsx";

/** One of several values in a form. */
export function ChoiceField<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  options,
  onChange,
}: FieldProps<V, T> & { options: readonly Option[]; onChange?: (value: string) => void }) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} className={className}>
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={field.value}
          onChange={(value) => {
            field.onChange(value);
            onChange?.(value);
          }}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}
