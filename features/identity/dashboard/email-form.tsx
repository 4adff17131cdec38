import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { api } from "#dashboard/api/api.ts";
import { installationQuery } from "#dashboard/api/session.ts";
import { Card } from "#dashboard/ui/card.tsx";
import { Form, useZodForm } from "#dashboard/ui/form.tsx";
import { FormFooter } from "#dashboard/ui/form-footer.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { Email } from "../contract.ts";
import { EmailConfirmation } from "./email-confirmation.tsx";
import { MailboxLink } from "./mailbox-link.tsx";

const ChangeEmail = z.object({ newEmail: Email });

/** Shows and changes the address. It changes only when a link that was mailed to the new one is opened. */
export function EmailForm({ user }: { user: { email: string; email_verified: boolean } }) {
  const { data: installation } = useQuery(installationQuery);
  const mailed = installation?.mail !== "none";
  const [changingTo, setChangingTo] = useState<string | null>(null);
  const form = useZodForm(ChangeEmail, { newEmail: user.email });

  async function change(body: z.output<typeof ChangeEmail>) {
    // Only now: leaving the field as it was is no mistake.
    if (body.newEmail === user.email) return form.setError("newEmail", { message: "This is your address already." }, { shouldFocus: true });
    await api("/api/auth/change-email", z.unknown(), { method: "POST", body });
    setChangingTo(body.newEmail);
    form.reset();
  }

  return (
    <Form form={form} onSubmit={change}>
      <Card>
        <div className="flex flex-col gap-4 p-5">
          <EmailConfirmation user={user} />
          <TextField
            control={form.control}
            name="newEmail"
            label="Email"
            type="email"
            inputMode="email"
            autoComplete="email"
            readOnly={!mailed}
          />
          {changingTo !== null && (
            <output className="block border-l-2 border-accent pl-3">
              <span className="block font-medium">Waiting for {changingTo}</span>
              <span className="block text-soft">
                {user.email_verified
                  ? `A link was sent to ${user.email}. When you open it, a second one goes to the new address; that one makes the change.`
                  : "A link was sent to the new address. Your address changes when you open it."}
              </span>
              <MailboxLink className="mt-2 block" />
            </output>
          )}
        </div>
        <FormFooter
          form={form}
          action="Change address"
          hint={mailed ? "A link in a mail confirms the change." : "Without mail the address cannot be changed here."}
        />
      </Card>
    </Form>
  );
}
