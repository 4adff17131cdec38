import { useQuery } from "@tanstack/react-query";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { MailboxLink } from "./mailbox-link.tsx";
import { t } from "./messages.ts";
import { useSendConfirmation } from "./send-confirmation.tsx";

/** Whether the address is known to be the user's, and the way to prove it. */
export function EmailConfirmation({ user }: { user: { email: string; email_verified: boolean } }) {
  const { data: installation } = useQuery(installationQuery);
  const send = useSendConfirmation(user.email);
  if (user.email_verified) {
    return (
      <p>
        <StatusBadge tone="good">{t("emailConfirmation.confirmed")}</StatusBadge>
      </p>
    );
  }
  if (installation?.mail === "none") {
    return <p className="text-soft">{t("emailConfirmation.withoutMail")}</p>;
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div aria-live="polite" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge tone="warn">{t("emailConfirmation.notConfirmed")}</StatusBadge>
        <span className="text-soft">
          {send.isSuccess ? t("emailConfirmation.sentTo", { email: user.email }) : t("emailConfirmation.openLink")}
        </span>
      </div>
      {send.isSuccess ? (
        <MailboxLink />
      ) : (
        <Button size="small" pending={send.isPending} onClick={() => send.mutate()}>
          {t("emailConfirmation.sendAgain")}
        </Button>
      )}
    </div>
  );
}
