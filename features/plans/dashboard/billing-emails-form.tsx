import { toast } from "sonner";
import { z } from "zod";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { BillingEmails } from "../contract.ts";
import { t } from "./messages.ts";
import { useSubscriptionActions } from "./subscription-query.ts";

/** Addresses in one line, with commas between them. */
export function BillingEmailsForm({ emails }: { emails: string[] }) {
  const { saveEmails } = useSubscriptionActions();
  const refusal = useRefusal("billing:update", (roles) => t("billingEmailsForm.whoMay", { roles }));
  const form = useZodForm(Line, { emails: emails.join(", ") });
  async function save({ emails }: z.output<typeof Line>) {
    await saveEmails(emails);
    toast(t("billingEmailsForm.saved"));
  }
  return (
    <SettingsForm form={form} onSubmit={save} hint={t("billingEmailsForm.hint")} refusal={refusal}>
      <CardFields>
        <TextField
          control={form.control}
          name="emails"
          label={t("billingEmailsForm.emails")}
          placeholder={t("billingEmailsForm.emailsPlaceholder")}
          disabled={refusal !== null}
        />
      </CardFields>
    </SettingsForm>
  );
}

const Line = z.object({
  emails: z.string().transform((line, context) => {
    const written = line
      .split(/[,;\s]+/)
      .map((email) => email.trim())
      .filter((email) => email !== "");
    const parsed = BillingEmails.safeParse({ emails: written });
    if (parsed.success) return parsed.data.emails;
    context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? t("billingEmailsForm.missing") });
    return z.NEVER;
  }),
});
