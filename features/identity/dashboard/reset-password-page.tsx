import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { Column } from "#browser/ui/column.tsx";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { accountLinkQuery } from "./account-link-query.ts";
import { newPasswordFields, passwordsMatch } from "./new-password.ts";
import { PasswordRules } from "./password-rules.tsx";

const Reset = z.object(newPasswordFields).refine(passwordsMatch.test, passwordsMatch.refusal);

const title = "Choose a new password";

/** Chooses a new password by the link of a mail, which is looked at first: a dead one says so before anything is typed. */
export function ResetPasswordPage() {
  const { token = "" } = useSearch({ from: "/reset-password" });
  const link = useQuery({ ...accountLinkQuery(token, null), enabled: token !== "" });
  if (token === "") return <Dead title="This link is not complete" sentence="Open the link in the mail as it is, or ask for a new one." />;
  if (link.data === undefined) {
    return (
      <Column title={title}>
        <Loaded query={link} failure="The link could not be loaded." skeleton={<SkeletonRows rows={2} />}>
          {() => null}
        </Loaded>
      </Column>
    );
  }
  const { state, kind } = link.data;
  if (state === "used")
    return <Dead title="This link was used already" sentence="It works once. If you forgot the password again, ask for a new link." />;
  if (state === "over" || kind !== "reset_password")
    return (
      <Dead
        title="This link no longer works"
        sentence="It is more than an hour old, incomplete, or no longer valid because your account changed."
      />
    );
  return <ResetPassword token={token} />;
}

function Dead(head: { title: string; sentence: string }) {
  return (
    <Column
      {...head}
      foot={
        <Link to="/sign-in" className="font-medium text-accent">
          Back to sign-in
        </Link>
      }
    >
      <Link to="/forgot-password" className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}>
        Ask for another link
      </Link>
    </Column>
  );
}

/** It ends every session and every API key of the account. */
function ResetPassword({ token }: { token: string }) {
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
  return (
    <Column
      title={title}
      sentence="Every device that is signed in now has to sign in again, and API keys that you made are revoked."
      foot={another}
    >
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
