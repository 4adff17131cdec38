import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#dashboard/api/api.ts";
import { messageOf } from "#dashboard/api/api-error.ts";
import { installationQuery } from "#dashboard/api/session.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { StatusBadge } from "#dashboard/ui/status-badge.tsx";
import { MailboxLink } from "./mailbox-link.tsx";

/** Whether the address is known to be the user's, and the way to prove it. */
export function EmailConfirmation({ user }: { user: { email: string; email_verified: boolean } }) {
  const { data: installation } = useQuery(installationQuery);
  const [state, setState] = useState<"idle" | "sending" | "sent">("idle");
  if (user.email_verified) {
    return (
      <p>
        <StatusBadge tone="good">Confirmed</StatusBadge>
      </p>
    );
  }
  if (installation?.mail === "none") {
    return (
      <p className="text-soft">
        This installation sends no mail, so addresses are neither confirmed nor changed. Nothing else depends on it.
      </p>
    );
  }

  async function send() {
    setState("sending");
    try {
      await api("/api/auth/send-verification-email", z.unknown(), { method: "POST", body: { email: user.email } });
      setState("sent");
    } catch (error) {
      toast.error(messageOf(error));
      setState("idle");
    }
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div aria-live="polite" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge tone="warn">Not confirmed</StatusBadge>
        <span className="text-soft">
          {state === "sent" ? `A link was sent to ${user.email}. It works for one hour.` : "Open the link in the mail that you received."}
        </span>
      </div>
      {state === "sent" ? (
        <MailboxLink />
      ) : (
        <Button size="small" pending={state === "sending"} onClick={() => void send()}>
          Send the confirmation again
        </Button>
      )}
    </div>
  );
}
