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
import { t } from "./messages.ts";
import { newPasswordFields, passwordsMatch } from "./new-password.ts";
import { PasswordRules } from "./password-rules.tsx";

const Reset = z.object(newPasswordFields).refine(passwordsMatch.test, passwordsMatch.refusal);

const title = t("resetPasswordPage.title");

/** Chooses a new password by the link of a mail, which is looked at first: a dead one says so before anything is typed. */
export function ResetPasswordPage() {
  const { token = "" } = useSearch({ from: "/reset-password" });
  const link = useQuery({ ...accountLinkQuery(token, null), enabled: token !== "" });
  if (token === "") return <Dead title={t("resetPasswordPage.incomplete")} sentence={t("resetPasswordPage.incompleteSentence")} />;
  if (link.data === undefined) {
    return (
      <Column title={title}>
        <Loaded query={link} failure={t("resetPasswordPage.failed")} skeleton={<SkeletonRows rows={2} />}>
          {() => null}
        </Loaded>
      </Column>
    );
  }
  const { state, kind } = link.data;
  if (state === "used") return <Dead title={t("resetPasswordPage.used")} sentence={t("resetPasswordPage.usedSentence")} />;
  if (state === "over" || kind !== "reset_password")
    return <Dead title={t("resetPasswordPage.ended")} sentence={t("resetPasswordPage.endedSentence")} />;
  return <ResetPassword token={token} />;
}

function Dead(head: { title: string; sentence: string }) {
  return (
    <Column
      {...head}
      foot={
        <Link to="/sign-in" className="font-medium text-accent">
          {t("resetPasswordPage.backToSign")}
        </Link>
      }
    >
      <Link to="/forgot-password" className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}>
        {t("resetPasswordPage.another")}
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
    toast(t("resetPasswordPage.changed"));
    await navigate({ to: "/sign-in" });
  }

  const another = (
    <Link to="/forgot-password" className="font-medium text-accent">
      {t("resetPasswordPage.another")}
    </Link>
  );
  return (
    <Column title={title} sentence={t("resetPasswordPage.sentence")} foot={another}>
      <Form form={form} onSubmit={reset} className="flex flex-col gap-4">
        <PasswordField
          control={control}
          name="password"
          label={t("resetPasswordPage.newPassword")}
          autoComplete="new-password"
          autoFocus
          large
          hint={<PasswordRules password={password} />}
        />
        <PasswordField
          control={control}
          name="confirm_password"
          label={t("resetPasswordPage.confirmPassword")}
          autoComplete="new-password"
          large
        />
        <Button type="submit" look="primary" size="large" pending={formState.isSubmitting} className="mt-1 w-full">
          {t("resetPasswordPage.changeThePassword")}
        </Button>
      </Form>
    </Column>
  );
}
