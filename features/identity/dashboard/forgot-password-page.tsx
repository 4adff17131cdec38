import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { MailCheck } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Column } from "#browser/ui/column.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { Email } from "../contract.ts";
import { MailboxLink } from "./mailbox-link.tsx";
import { t } from "./messages.ts";

const Forgot = z.object({ email: Email });

/** Asks for a link to choose a new password. It never tells whether an address has an account. */
export function ForgotPasswordPage() {
  const { email = "" } = useSearch({ from: "/forgot-password" });
  const { data: installation } = useQuery(installationQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useZodForm(Forgot, { email });

  async function ask(body: z.output<typeof Forgot>) {
    await api("/api/auth/request-password-reset", z.unknown(), { method: "POST", body });
    setSentTo(body.email);
  }

  const back = (
    <Link to="/sign-in" search={{ email: sentTo ?? (email || undefined) }} className="font-medium text-accent">
      {t("forgotPasswordPage.back")}
    </Link>
  );
  if (sentTo !== null) {
    return (
      <Column title={t("forgotPasswordPage.checkYourMail")} foot={back}>
        <EmptyState
          icon={MailCheck}
          title={sentTo}
          action={<Button onClick={() => setSentTo(null)}>{t("forgotPasswordPage.useAnotherAddress")}</Button>}
        >
          {t.rich("forgotPasswordPage.sent", { mailbox: () => <MailboxLink className="mt-2 block" /> })}
        </EmptyState>
      </Column>
    );
  }
  return (
    <Column title={t("forgotPasswordPage.title")} sentence={t("forgotPasswordPage.sentence")} foot={back}>
      {installation?.mail === "none" && (
        <Banner tone="warn" className="mb-5">
          {t("forgotPasswordPage.withoutMail")}
        </Banner>
      )}
      <Form form={form} onSubmit={ask} className="flex flex-col gap-4">
        <TextField
          control={form.control}
          name="email"
          label={t("forgotPasswordPage.email")}
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          large
        />
        <Button type="submit" look="primary" size="large" pending={form.formState.isSubmitting} className="mt-1 w-full">
          {t("forgotPasswordPage.sendTheLink")}
        </Button>
      </Form>
    </Column>
  );
}
