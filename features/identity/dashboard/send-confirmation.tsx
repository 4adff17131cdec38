import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { MailboxLink } from "./mailbox-link.tsx";
import { t } from "./messages.ts";

/** Mails the link that confirms an address once more. */
export function useSendConfirmation(email: string) {
  return useMutation({
    mutationFn: () => api("/api/auth/send-verification-email", z.unknown(), { method: "POST", body: { email } }),
    onError: (error) => toast.error(messageOf(error)),
  });
}

/** The same as a step of a page of its own. */
export function SendConfirmation({ email }: { email: string }) {
  const send = useSendConfirmation(email);
  return (
    <>
      <Button size="large" pending={send.isPending} disabled={send.isSuccess} onClick={() => send.mutate()}>
        {send.isSuccess ? t("sendConfirmation.sentAgain") : t("sendConfirmation.sendAgain")}
      </Button>
      <MailboxLink className="self-center text-sm" />
    </>
  );
}
