import { useState, type ReactNode } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { showErrors } from "#browser/api/show-errors.ts";
import { CodeSent, type Confirming } from "../contract.ts";
import { ConfirmationFields } from "./confirmation-fields.tsx";

/** The fields of a form that confirms an act, beside those that say what is done. */
export const unconfirmed = { password: "", code: "" };

/**
 * Confirms an act by the password of the account, or, where it has none, by a code: the first call without one has it mailed,
 * and the form then asks for it.
 *
 * @param act calls the API with what confirms it
 * @param onDone told of the answer when it is done
 */
export function useConfirmation<Values extends FieldValues & typeof unconfirmed, Answer extends object>({
  form,
  hasPassword,
  act,
  onDone,
}: {
  form: UseFormReturn<Values, unknown, Values>;
  hasPassword: boolean;
  act: (values: Values, confirming: Confirming) => Promise<Answer | CodeSent>;
  onDone: (answer: Answer, values: Values) => void | Promise<void>;
}): {
  fields: ReactNode;
  /** The next call does nothing but have a code mailed. */
  asksForCode: boolean;
  isCodeSent: boolean;
  onSubmit: (values: Values) => Promise<void>;
} {
  const [sent, setSent] = useState<CodeSent | null>(null);

  async function submit(values: Values, again = false) {
    const { password, code } = values;
    const answer = await act(values, hasPassword ? { password } : sent && !again ? { code } : {});
    const waits = CodeSent.safeParse(answer);
    if (waits.success) {
      form.resetField("code" as FieldPath<Values>);
      setSent(waits.data);
      return;
    }
    setSent(null);
    await onDone(answer as Answer, values);
  }

  const sendAgain = form.handleSubmit((values) => submit(values, true).catch((error: unknown) => showErrors(form, error)));
  return {
    fields: <ConfirmationFields control={form.control} hasPassword={hasPassword} sent={sent} onSendAgain={() => void sendAgain()} />,
    asksForCode: !hasPassword && sent === null,
    isCodeSent: sent !== null,
    onSubmit: (values) => submit(values),
  };
}
