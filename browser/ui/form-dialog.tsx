import type { ReactNode } from "react";
import type { DefaultValues, FieldValues, UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { DialogForm, type DialogFormProps } from "./dialog-form.tsx";
import { Dialog, type DialogProps } from "./dialog.tsx";
import { useZodForm } from "./form.tsx";

type FreshFormProps<Values extends FieldValues, Result> = Omit<DialogFormProps<Values, Result>, "form" | "children"> & {
  schema: z.ZodType<Result, Values>;
  /** What its fields begin with each time it is opened. */
  values: DefaultValues<Values>;
  children: (form: UseFormReturn<Values, unknown, Result>) => ReactNode;
};

/** A dialog that is a form over a contract's schema: what it asks, how it is closed and what it says of a refusal. */
export function FormDialog<Values extends FieldValues, Result>({
  open,
  onClose,
  title,
  sentence,
  width = "normal",
  ...form
}: Omit<DialogProps, "children" | "initialFocus"> & FreshFormProps<Values, Result>) {
  return (
    <Dialog open={open} onClose={onClose} title={title} sentence={sentence} width={width}>
      <FreshForm {...form} />
    </Dialog>
  );
}

/** It stands only while the dialog is open, so that each opening starts with the values as they are then. */
function FreshForm<Values extends FieldValues, Result>({ schema, values, children, ...props }: FreshFormProps<Values, Result>) {
  const form = useZodForm(schema, values);
  return (
    <DialogForm form={form} {...props}>
      {children(form)}
    </DialogForm>
  );
}
