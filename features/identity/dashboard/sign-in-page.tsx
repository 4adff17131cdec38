import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { ApiError } from "#browser/api/api-error.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Column } from "#browser/ui/column.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useInvitation } from "./invitation.ts";
import { Email } from "../contract.ts";
import { SignedIn } from "../contract/factors.ts";
import { ClosedAccount } from "./closed-account.tsx";
import { failureSentence } from "./failure-sentence.ts";
import { PasskeyButton } from "./factors/passkey-button.tsx";
import { GoogleButton } from "./google-button.tsx";
import { t } from "./messages.ts";
import { LanguageChoice } from "./language-choice.tsx";
import { useEnter } from "./use-enter.ts";

const SignInFields = z.object({ email: Email, password: z.string().min(1, t("signInPage.passwordMissing")) });

/** The way back in. */
export function SignInPage() {
  const invitation = useInvitation();
  if (!invitation.isLoading) return <SignIn invitation={invitation} />;
  return (
    <Column title={t("signInPage.signIn")}>
      <SkeletonRows rows={2} />
    </Column>
  );
}

function SignIn({ invitation: { token: invitation, view } }: { invitation: ReturnType<typeof useInvitation> }) {
  const { return_to, email = view?.address ?? "", error, closed, restored } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [byPasskey, setByPasskey] = useState(false);
  const { data: installation } = useQuery(installationQuery);
  const enter = useEnter();
  const form = useZodForm(SignInFields, { email, password: "" });
  const { control, formState } = form;
  const typed = useWatch({ control, name: "email" });

  async function signIn(values: z.output<typeof SignInFields>) {
    try {
      const body = { ...values, restore: refusal !== null };
      const { second_factor } = await api("/api/auth/sign-in/email", SignedIn, { method: "POST", body });
      if (second_factor) return await navigate({ to: "/second-step", search: { return_to } });
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== "account_closed") throw failure;
      setRefusal(failure.message);
      return;
    }
    await enter();
  }

  function refusePasskey(sentence: string) {
    setByPasskey(true);
    setRefusal(sentence);
  }

  function leave() {
    setByPasskey(false);
    setRefusal(null);
  }

  if (refusal !== null) {
    const restore = byPasskey ? (
      <PasskeyButton restore onClosed={setRefusal} />
    ) : (
      <Button autoFocus look="primary" size="large" pending={formState.isSubmitting} onClick={() => void form.handleSubmit(signIn)()}>
        {t("signInPage.restoreAccount")}
      </Button>
    );
    return <ClosedAccount sentence={refusal} restore={restore} onBack={leave} />;
  }
  if (error?.toLowerCase() === "account_closed") {
    const back = () => void navigate({ to: "/sign-in", search: { return_to }, replace: true });
    return <ClosedAccount sentence={t("signInPage.restoreSentence")} restore={<GoogleButton restore />} onBack={back} />;
  }

  const foot =
    installation?.sign_up === "invitation" && !invitation ? (
      t("signInPage.invitationOnly")
    ) : (
      <>
        {t.rich("signInPage.noAccount", {
          up: (text) => (
            <Link to="/sign-up" search={{ return_to }} hash className="font-medium text-accent">
              {text}
            </Link>
          ),
        })}
      </>
    );
  const back = return_to ? t("signInPage.backToPage") : t("signInPage.backToWhere");
  const sentence = invitation ? (view ? t("signInPage.invitedTo", { organization: view.organization }) : t("signInPage.invited")) : back;
  return (
    <Column
      title={t("signInPage.signIn")}
      sentence={sentence}
      foot={
        <>
          {foot}
          <LanguageChoice />
        </>
      }
    >
      {closed && <Banner className="mb-5">{t("signInPage.closed")}</Banner>}
      {restored && <Banner className="mb-5">{t("signInPage.restored")}</Banner>}
      {error !== undefined && (
        <Banner tone="bad" className="mb-5">
          {failureSentence(error)}
        </Banner>
      )}
      <GoogleButton />
      <Form form={form} onSubmit={signIn} className="flex flex-col gap-4">
        <TextField
          control={control}
          name="email"
          label={t("signInPage.email")}
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          large
        />
        <PasswordField control={control} name="password" label={t("signInPage.password")} autoComplete="current-password" large />
        <Button type="submit" look="primary" size="large" pending={formState.isSubmitting} className="mt-1 w-full">
          {formState.isSubmitting ? t("signInPage.signingIn") : t("signInPage.signIn")}
        </Button>
        <Link to="/forgot-password" search={{ email: typed || undefined }} className="self-center text-sm font-medium text-accent">
          {t("signInPage.forgotThePassword")}
        </Link>
      </Form>
      <PasskeyButton onClosed={refusePasskey} />
    </Column>
  );
}
