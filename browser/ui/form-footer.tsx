import type { ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { Button } from "./button.tsx";
import { CardFooter } from "./card.tsx";

/** The foot of a card that is a form: a hint or "Unsaved changes" at the left, Discard and what saves at the right. */
export function FormFooter<Values extends FieldValues, Result>({
  form,
  hint,
  action = "Save",
  className,
}: {
  form: UseFormReturn<Values, unknown, Result>;
  hint: ReactNode;
  /** What the button says. */
  action?: string;
  className?: string | undefined;
}) {
  const { isDirty, isSubmitting } = form.formState;
  return (
    <CardFooter className={className}>
      <span>{isDirty ? "Unsaved changes" : hint}</span>
      <span className="flex shrink-0 gap-2">
        {isDirty && (
          <Button size="small" onClick={() => form.reset()}>
            Discard
          </Button>
        )}
        <Button type="submit" look={isDirty ? "primary" : "secondary"} size="small" pending={isSubmitting}>
          {action}
        </Button>
      </span>
    </CardFooter>
  );
}
