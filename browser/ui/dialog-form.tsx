import type { ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { DialogActions, DialogBody, DialogClose } from "./dialog.tsx";
import { Form } from "./form.tsx";
import { UnsavedChanges } from "./unsaved-changes.tsx";

export type DialogFormProps<Values extends FieldValues, Result> = {
  /** Sends it, and closes the dialog or leads on. What it throws is shown at its field, or above the fields. */
  onSubmit: (values: Result) => Promise<unknown>;
  /** What the button says that sends it. */
  action: ReactNode;
  look?: "primary" | "danger";
  /** It cannot be sent yet. */
  disabled?: boolean;
  /** Above the buttons: what a colleague saved meanwhile. Nothing is saved until that is resolved. */
  conflict?: ReactNode;
  /** Asks before it closes when something was typed; not where that is a code or a password, which is typed again. */
  asksBeforeClosing?: boolean;
  form: UseFormReturn<Values, unknown, Result>;
  children?: ReactNode;
};

/** The form that a dialog consists of: its fields, and Cancel and what sends it at the foot. FormDialog is both in one. */
export function DialogForm<Values extends FieldValues, Result>({
  form,
  onSubmit,
  action,
  look = "primary",
  disabled = false,
  conflict = null,
  asksBeforeClosing = true,
  children,
}: DialogFormProps<Values, Result>) {
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const isSaved = isSubmitSuccessful && !conflict;
  const actions = (
    <DialogActions>
      <DialogClose>{t("dialogForm.cancel")}</DialogClose>
      <Button type="submit" look={look} pending={isSubmitting} disabled={disabled}>
        {action}
      </Button>
    </DialogActions>
  );
  return (
    <Form form={form} onSubmit={onSubmit}>
      {children && <DialogBody>{children}</DialogBody>}
      {conflict}
      {children ? actions : <div className="mt-5">{actions}</div>}
      <UnsavedChanges of="dialog" when={asksBeforeClosing && isDirty && !isSubmitting && !isSaved} />
    </Form>
  );
}
