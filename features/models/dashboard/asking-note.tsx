import { useFormState, type Control, type FieldValues } from "react-hook-form";
import { t } from "./messages.ts";

/** What is under way while a provider is asked, which takes up to ten seconds. */
export function AskingNote<Values extends FieldValues, Result>({ control }: { control: Control<Values, unknown, Result> }) {
  const { isSubmitting } = useFormState({ control });
  return (
    <p role="status" className="min-h-5 text-sm text-soft">
      {isSubmitting && t("askingNote.asking")}
    </p>
  );
}
