import { useQuery } from "@tanstack/react-query";
import { installationQuery } from "#browser/api/session.ts";
import { cn } from "#browser/ui/cn.ts";
import { t } from "./messages.ts";

/** The way to mails that never left this machine; nothing where they are sent. */
export function MailboxLink({ className }: { className?: string }) {
  const { data: installation } = useQuery(installationQuery);
  if (installation?.mail !== "mailbox") return null;
  return (
    <a href="/dev/mailbox" className={cn("font-medium text-accent", className)}>
      {t("mailboxLink.openTheLocal")}
    </a>
  );
}
