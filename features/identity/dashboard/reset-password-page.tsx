import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#dashboard/api/api.ts";
import { Column } from "#dashboard/layout/column.tsx";
import { Button, buttonClasses } from "#dashboard/ui/button.tsx";
import { Form, useZodForm } from "#dashboard/ui/form.tsx";
import { PasswordField } from "#dashboard/ui/password-field.tsx";
import { newPasswordFields, passwordsMatch } from "./new-password.ts";
import { PasswordRules } from "./password-rules.tsx";

const Reset = z.object(newPasswordFields).refine(passwordsMatch.test, passwordsMatch.refusal);

/** Chooses a new password by the link of a mail. It ends every session of the account. */
export function ResetPasswordPage() {
  const { token } = useSearch({ strict: false });
  const navigate = useNavigate();
  const form = useZodForm(Reset, { password: "", confirm_password: "" });
  const { control, formState } = form;
  const password = useWatch({ control, name: "password" });

  async function reset(values: z.output<typeof Reset>) {
    await api("/api/auth/reset-password", z.unknown(), { method: "POST", body: { newPassword: values.password, token } });
    toast("Your password is changed. Sign in with it.");
    await navigate({ to: "/sign-in" });
  }

  const another = (
    <Link to="/forgot-password" className="font-medium text-accent">
      Ask for another link
    </Link>
  );
  if (!token) {
    return (
      <Column title="This link is not complete" sentence="Open the link in the mail as it is, or ask for a new one.">
        <Link to="/forgot-password" className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}>
          Ask for another link
        </Link>
      </Column>
    );
  }
  return (
    <Column title="Choose a new password" sentence="Every device that is signed in now has to sign in again." foot={another}>
      <Form form={form} onSubmit={reset} className="flex flex-col gap-4">
        <PasswordField
          control={control}
          name="password"
          label="New password"
          autoComplete="new-password"
          autoFocus
          large
          hint={<PasswordRules password={password} />}
        />
        <PasswordField control={control} name="confirm_password" label="Confirm Password" autoComplete="new-password" large />
        <Button type="submit" look="primary" size="large" pending={formState.isSubmitting} className="mt-1 w-full">
          Change the password
        </Button>
      </Form>
    </Column>
  );
}
