import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { CodeSent } from "../../contract.ts";
import { signInMethodsQuery } from "../account-queries.ts";
import { t } from "../messages.ts";
import { unconfirmed, useConfirmation } from "../use-confirmation.tsx";

const Fields = z.object({ password: z.string(), code: z.string() });

type StepProps<Answer extends object> = {
  /** The address below `/api/auth` that is called, with what confirms it. */
  path: string;
  answer: z.ZodType<Answer>;
  body?: object;
  action: string;
  look?: "primary" | "danger";
  onDone: (answer: Answer) => void | Promise<void>;
  children?: ReactNode;
};

/** A step in a dialog that changes second factors: the password, or a mailed code, confirms it. */
export function ConfirmStep<Answer extends object>(props: StepProps<Answer>) {
  const methods = useQuery(signInMethodsQuery);
  const skeleton = (
    <div className="p-5">
      <SkeletonRows rows={2} />
    </div>
  );
  return (
    <Loaded query={methods} failure={t("signInMethods.failed")} skeleton={skeleton}>
      {(data) => <Step {...props} hasPassword={data.some(({ provider }) => provider === "credential")} />}
    </Loaded>
  );
}

function Step<Answer extends object>({
  path,
  answer,
  body = {},
  action,
  look = "primary",
  hasPassword,
  onDone,
  children,
}: StepProps<Answer> & { hasPassword: boolean }) {
  const form = useZodForm(Fields, unconfirmed);
  const { fields, asksForCode, onSubmit } = useConfirmation<z.output<typeof Fields>, Answer>({
    form,
    hasPassword,
    act: (_values, confirming) =>
      api(`/api/auth${path}`, z.union([CodeSent, answer]), { method: "POST", body: { ...body, ...confirming } }),
    onDone,
  });
  return (
    <DialogForm
      form={form}
      onSubmit={onSubmit}
      action={asksForCode ? t("emailForm.sendTheCode") : action}
      look={asksForCode ? "primary" : look}
      asksBeforeClosing={false}
    >
      {children}
      {fields}
    </DialogForm>
  );
}
