import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError, messageOf } from "./api-error.ts";

/** Puts each of the server's `field_errors` at its field, the first one in focus; what has no field is above the form. */
export function showErrors<Values extends FieldValues, Result>(form: UseFormReturn<Values, unknown, Result>, error: unknown): void {
  const fields = Object.entries(error instanceof ApiError ? error.fieldErrors : {});
  const isField = (name: string) => isFieldOf(form.getValues(), name);
  const known = fields.filter((entry): entry is [FieldPath<Values>, string] => isField(entry[0]));
  known.forEach(([name, message], index) => form.setError(name, { message }, { shouldFocus: index === 0 }));
  if (known.length < fields.length || fields.length === 0) {
    const elsewhere = fields.find(([name]) => !isField(name));
    form.setError("root", { message: elsewhere?.[1] ?? messageOf(error) });
  }
}

/** Its own, or one of a line of a list that has several. */
function isFieldOf(values: unknown, name: string): boolean {
  const [first = "", ...rest] = name.split(".");
  if (typeof values !== "object" || values === null || !(first in values)) return false;
  return rest.length === 0 ? !Array.isArray(values) : isFieldOf(values[first as keyof typeof values], rest.join("."));
}
