import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { installationQuery } from "#browser/api/session.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CodeSent, Email } from "../contract.ts";
import { signInMethodsQuery } from "./account-queries.ts";
import { EmailConfirmation } from "./email-confirmation.tsx";
import { MailboxLink } from "./mailbox-link.tsx";
import { t } from "./messages.ts";
import { unconfirmed, useConfirmation } from "./use-confirmation.tsx";

const ChangeEmail = z.object({ newEmail: Email, password: z.string(), code: z.string() });
type Values = z.output<typeof ChangeEmail>;
const Changing = z.object({ status: z.literal(true) });
type Changing = z.output<typeof Changing>;

/** Shows and changes the address. The password or a mailed code confirms the wish, and a link that is mailed to the new address the change. */
export function EmailForm({ user }: { user: { email: string; email_verified: boolean } }) {
  const { data: installation } = useQuery(installationQuery);
  const mailed = installation?.mail !== "none";
  const [changingTo, setChangingTo] = useState<string | null>(null);
  const form = useZodForm(ChangeEmail, { newEmail: user.email, ...unconfirmed });
  const { control } = form;
  const { data: methods } = useQuery(signInMethodsQuery);
  const hasPassword = methods?.some(({ provider }) => provider === "credential") ?? true;
  const isChanging = useWatch({ control, name: "newEmail" }).trim().toLowerCase() !== user.email;

  const { fields, asksForCode, onSubmit } = useConfirmation<Values, Changing>({
    form,
    hasPassword,
    act: ({ newEmail }, confirming) =>
      api("/api/auth/change-email", z.union([CodeSent, Changing]), { method: "POST", body: { newEmail, ...confirming } }),
    onDone(_answer, { newEmail }) {
      setChangingTo(newEmail);
      form.reset();
    },
  });

  async function change(values: Values) {
    // Only now: leaving the field as it was is no mistake.
    if (values.newEmail === user.email) return form.setError("newEmail", { message: t("emailForm.same") }, { shouldFocus: true });
    return onSubmit(values);
  }

  return (
    <SettingsForm
      form={form}
      onSubmit={change}
      action={isChanging && asksForCode ? t("emailForm.sendTheCode") : t("emailForm.changeAddress")}
      hint={mailed ? t("emailForm.linkFollows") : t("emailForm.withoutMail")}
    >
      <CardFields>
        <EmailConfirmation user={user} />
        <TextField
          control={control}
          name="newEmail"
          label={t("emailForm.email")}
          type="email"
          inputMode="email"
          autoComplete="email"
          readOnly={!mailed}
        />
        {isChanging && fields}
        {changingTo !== null && (
          <output className="block border-l-2 border-accent pl-3">
            <span className="block font-medium">{t("emailForm.waiting", { changingTo })}</span>
            <span className="block text-soft">{t("emailForm.waitingSentence")}</span>
            <MailboxLink className="mt-2 block" />
          </output>
        )}
      </CardFields>
    </SettingsForm>
  );
}
