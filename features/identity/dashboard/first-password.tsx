import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { installationQuery, useMe } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { MailboxLink } from "./mailbox-link.tsx";
import { t } from "./messages.ts";

/** An account without a password gets one as a forgotten one is replaced: by a link to its address. */
export function FirstPassword() {
  const { email } = useMe().user;
  const { data: installation } = useQuery(installationQuery);
  const [state, setState] = useState<"idle" | "sending" | "sent">("idle");

  async function send() {
    setState("sending");
    try {
      await api("/api/auth/request-password-reset", z.unknown(), { method: "POST", body: { email } });
      setState("sent");
    } catch (error) {
      toast.error(messageOf(error));
      setState("idle");
    }
  }

  if (installation?.mail === "none") {
    return <Card className="p-5">{t("firstPassword.askOperator")}</Card>;
  }
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 p-5">
      <span aria-live="polite">{state === "sent" ? t("firstPassword.sent", { email }) : t("firstPassword.none")}</span>
      {state === "sent" ? (
        <MailboxLink />
      ) : (
        <Button pending={state === "sending"} onClick={() => void send()}>
          {t("firstPassword.choose")}
        </Button>
      )}
    </Card>
  );
}
