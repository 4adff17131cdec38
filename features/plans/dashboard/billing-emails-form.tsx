import { toast } from "sonner";
import { z } from "zod";
import { useCan } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { BillingEmails } from "../contract.ts";
import { useSubscriptionActions } from "./subscription-query.ts";

/** Addresses in one line, with commas between them. */
export function BillingEmailsForm({ emails }: { emails: string[] }) {
  const form = useZodForm(Line, { emails: emails.join(", ") });
  const { saveEmails } = useSubscriptionActions();
  const may = useCan()("billing:update");
  const whoMay = useWhoMay();
  const { isDirty, isSubmitting } = form.formState;
  return (
    <Form
      form={form}
      onSubmit={async ({ emails }) => {
        await saveEmails(emails);
        toast("The addresses are saved.");
      }}
    >
      <Card>
        <div className="p-5">
          <TextField control={form.control} name="emails" label="E-mail addresses" placeholder="billing@example.com" disabled={!may} />
        </div>
        {may ? (
          <FormFooter form={form} hint="Up to five, with commas between them." />
        ) : (
          <CardFooter>{whoMay("billing:update", "change the addresses")}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
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
    context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "Enter e-mail addresses." });
    return z.NEVER;
  }),
});
