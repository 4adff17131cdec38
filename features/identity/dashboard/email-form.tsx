import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { installationQuery } from "#browser/api/session.ts";
import { showErrors } from "#browser/api/show-errors.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CodeSent, Email } from "../contract.ts";
import { signInMethodsQuery } from "./account-queries.ts";
import { ConfirmationFields } from "./confirmation-fields.tsx";
import { EmailConfirmation } from "./email-confirmation.tsx";
import { MailboxLink } from "./mailbox-link.tsx";

const ChangeEmail = z.object({ newEmail: Email, password: z.string(), code: z.string() });
type Values = z.output<typeof ChangeEmail>;

/** Shows and changes the address. The password or a mailed code confirms the wish, and a link that is mailed to the new address the change. */
export function EmailForm({ user }: { user: { email: string; email_verified: boolean } }) {
  const { data: installation } = useQuery(installationQuery);
  const mailed = installation?.mail !== "none";
  const [changingTo, setChangingTo] = useState<string | null>(null);
  const form = useZodForm(ChangeEmail, { newEmail: user.email, password: "", code: "" });
  const { control } = form;
  const { data: methods } = useQuery(signInMethodsQuery);
  const hasPassword = methods?.some(({ provider }) => provider === "credential") ?? true;
  const [sent, setSent] = useState<CodeSent | null>(null);
  const isChanging = useWatch({ control, name: "newEmail" }).trim().toLowerCase() !== user.email;

  async function change({ newEmail, password, code }: Values, again = false) {
    // Only now: leaving the field as it was is no mistake.
    if (newEmail === user.email) return form.setError("newEmail", { message: "This is your address already." }, { shouldFocus: true });
    const confirmation = hasPassword ? { password } : sent && !again ? { code } : {};
    const answer = await api("/api/auth/change-email", z.union([CodeSent, z.looseObject({ status: z.literal(true) })]), {
      method: "POST",
      body: { newEmail, ...confirmation },
    });
    if ("confirmation" in answer) {
      form.resetField("code");
      return setSent(CodeSent.parse(answer));
    }
    setSent(null);
    setChangingTo(newEmail);
    form.reset();
  }

  const sendAgain = form.handleSubmit((values) => change(values, true).catch((error: unknown) => showErrors(form, error)));
  return (
    <SettingsForm
      form={form}
      onSubmit={(values) => change(values)}
      action={isChanging && !hasPassword && sent === null ? "Send the code" : "Change address"}
      hint={mailed ? "A link in a mail confirms the change." : "Without mail the address cannot be changed here."}
    >
      <CardFields>
        <EmailConfirmation user={user} />
        <TextField control={control} name="newEmail" label="Email" type="email" inputMode="email" autoComplete="email" readOnly={!mailed} />
        {isChanging && <ConfirmationFields control={control} hasPassword={hasPassword} sent={sent} onSendAgain={() => void sendAgain()} />}
        {changingTo !== null && (
          <output className="block border-l-2 border-accent pl-3">
            <span className="block font-medium">Waiting for {changingTo}</span>
            <span className="block text-soft">A link was sent to the new address. Your address changes when you open it and confirm.</span>
            <MailboxLink className="mt-2 block" />
          </output>
        )}
      </CardFields>
    </SettingsForm>
  );
}
