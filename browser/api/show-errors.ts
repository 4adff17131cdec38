import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError, messageOf } from "./api-error.ts";

/** Puts each of the server's `field_errors` at its field, the first one in focus; what has no field is above the form. */
export function showErrors<Values extends FieldValues, Result>(form: UseFormReturn<Values, unknown, Result>, error: unknown): void {
  const fields = Object.entries(error instanceof ApiError ? error.fieldErrors : {});
  const known = fields.filter((entry): entry is [FieldPath<Values>, string] => entry[0] in form.getValues());
  known.forEach(([name, message], index) => form.setError(name, { message }, { shouldFocus: index === 0 }));
  if (known.length < fields.length || fields.length === 0) {
    const elsewhere = fields.find(([name]) => !(name in form.getValues()));
    form.setError("root", { message: elsewhere?.[1] ?? messageOf(error) });
  }
}
