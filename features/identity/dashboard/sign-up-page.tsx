import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Column } from "#browser/ui/column.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { InvitationView } from "#features/invitations/contract.ts";
import { useInvitation } from "./invitation.ts";
import { Email } from "../contract.ts";
import { GoogleButton } from "./google-button.tsx";
import { t } from "./messages.ts";
import { newPasswordFields, passwordsMatch } from "./new-password.ts";
import { PasswordRules } from "./password-rules.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { useEnter } from "./use-enter.ts";

const SignUpFields = z.object({ email: Email, ...newPasswordFields }).refine(passwordsMatch.test, passwordsMatch.refusal);

/** Creates an account. An organization comes with it, or the one that invited. */
export function SignUpPage() {
  const invitation = useInvitation();
  if (!invitation.isLoading) return <SignUp invitation={invitation} />;
  return (
    <Column title={t("signUpPage.title")}>
      <SkeletonRows rows={3} />
    </Column>
  );
}

function SignUp({ invitation: { token: invitation, view } }: { invitation: ReturnType<typeof useInvitation> }) {
  const { return_to, email = "" } = useSearch({ strict: false });
  const { data: installation } = useQuery(installationQuery);
  const enter = useEnter();
  // The link of the mail has proven this address, and no other one joins by it.
  const invited = view?.address;
  const form = useZodForm(SignUpFields, { email: invited ?? email, password: "", confirm_password: "" });
  const { control, formState } = form;
  const password = useWatch({ control, name: "password" });

  async function signUp(values: z.output<typeof SignUpFields>) {
    const body = { email: values.email, password: values.password, ...(invitation ? { invitation_token: invitation } : {}) };
    await api("/api/auth/sign-up/email", z.unknown(), { method: "POST", body });
    // A person who came by an invitation has accepted it with this, and its organization is their only one.
    await enter(invitation ? "/" : undefined);
  }

  const foot = t.rich("signUpPage.haveAccount", {
    in: (text) => (
      <Link to="/sign-in" search={{ return_to }} hash className="font-medium text-accent">
        {text}
      </Link>
    ),
  });
  return (
    <Column
      title={t("signUpPage.title")}
      sentence={sentenceFor(invitation, view)}
      foot={
        <>
          {foot}
          <LanguageChoice />
        </>
      }
    >
      {installation?.sign_up === "invitation" && !invitation && <Banner className="mb-5">{t("signUpPage.invitationOnly")}</Banner>}
      <GoogleButton />
      <Form form={form} onSubmit={signUp} className="flex flex-col gap-4">
        <TextField
          control={control}
          name="email"
          label={t("signUpPage.email")}
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus={!invited}
          readOnly={!!invited}
          hint={invited ? t("signUpPage.forAddress") : view && t("signUpPage.forEmail", { email: view.email })}
          large
        />
        <PasswordField
          control={control}
          name="password"
          label={t("signUpPage.password")}
          autoComplete="new-password"
          autoFocus={!!invited}
          large
          hint={<PasswordRules password={password} />}
        />
        <PasswordField
          control={control}
          name="confirm_password"
          label={t("signUpPage.confirmPassword")}
          autoComplete="new-password"
          large
        />
        <Button type="submit" look="primary" size="large" pending={formState.isSubmitting} className="mt-1 w-full">
          {formState.isSubmitting ? t("signUpPage.creating") : t("signUpPage.signUp")}
        </Button>
      </Form>
    </Column>
  );
}

function sentenceFor(token: string | null, view: InvitationView | null): string {
  if (view) return t("signUpPage.joinsOrganization", { organization: view.organization });
  return token ? t("signUpPage.joins") : t("signUpPage.ownOrganization");
}
