import type { ComponentProps, ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { Card, CardFooter } from "./card.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { Form } from "./form.tsx";
import { UnsavedChanges } from "./unsaved-changes.tsx";
import type { Conflict } from "./versioned-form.ts";

/**
 * A card on a settings page that is a form: its fields, what a colleague saved meanwhile, and at the foot a hint or
 * "Unsaved changes" at the left, Discard and what saves at the right. Somebody who leaves the page is asked first while something is
 * unsaved. Those who cannot change it see the fields read-only, and `refusal` in place of the buttons. Its children are CardFields.
 */
export function SettingsForm<Values extends FieldValues, Result>({
  form,
  onSubmit,
  hint,
  action = t("settingsForm.save"),
  refusal = null,
  conflict = null,
  labels = {},
  show,
  children,
}: {
  form: UseFormReturn<Values, unknown, Result>;
  onSubmit: (values: Result) => Promise<unknown>;
  hint: ReactNode;
  /** What the button says. */
  action?: string;
  /** Who can change it, where the reader cannot. */
  refusal?: string | null;
  conflict?: Conflict<Values> | null;
  /** For the conflict, as ConflictNotice takes them. */
  labels?: ComponentProps<typeof ConflictNotice<Values, Result>>["labels"];
  show?: (name: string, value: string) => string;
  children: ReactNode;
}) {
  const { isDirty, isSubmitting } = form.formState;
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Card>
        {children}
        {conflict && <ConflictNotice form={form} conflict={conflict} labels={labels} {...(show && { show })} />}
        {refusal === null ? (
          <CardFooter className={isDirty ? "sticky bottom-0" : undefined}>
            <span>{isDirty ? t("settingsForm.unsavedChanges") : hint}</span>
            <span className="flex shrink-0 gap-2">
              {isDirty && (
                <Button size="small" onClick={() => form.reset()}>
                  {t("settingsForm.discard")}
                </Button>
              )}
              <Button type="submit" look={isDirty ? "primary" : "secondary"} size="small" pending={isSubmitting}>
                {action}
              </Button>
            </span>
          </CardFooter>
        ) : (
          <CardFooter>{refusal}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}
