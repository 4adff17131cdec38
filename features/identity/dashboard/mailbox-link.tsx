import { useQuery } from "@tanstack/react-query";
import { installationQuery } from "#dashboard/api/session.ts";

/** The way to mails that never left this machine; nothing where they are sent. */
export function MailboxLink() {
  const { data: installation } = useQuery(installationQuery);
  if (installation?.mail !== "mailbox") return null;
  return (
    <a href="/dev/mailbox" className="mt-2 block font-medium text-accent">
      Open the local mailbox
    </a>
  );
}
