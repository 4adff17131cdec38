import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CheckCode, codeMinutes, type PhoneNumber } from "../contract.ts";
import { t } from "./messages.ts";
import { usePhoneNumberActions } from "./phone-numbers-query.ts";

type VerifyProps = { number: PhoneNumber; onClose: () => void };

/** Shows that a number is one's own: a code goes there by SMS, and is typed in here. */
export function VerifyDialog({ open, ...props }: VerifyProps & { open: boolean }) {
  return (
    <Dialog
      open={open}
      onClose={props.onClose}
      title={t("verifyDialog.title", { international: props.number.international })}
      sentence={t("verifyDialog.sentence", { minutes: codeMinutes })}
    >
      <VerifyForm {...props} />
    </Dialog>
  );
}

function VerifyForm({ number, onClose }: VerifyProps) {
  const { sendCode, checkCode } = usePhoneNumberActions();
  const form = useZodForm(CheckCode, { code: "" });
  const [resendAt, setResendAt] = useState<number | null>(null);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const wait = useSecondsUntil(resendAt);

  async function send() {
    setSending(true);
    setFailure(null);
    try {
      setResendAt(Date.parse((await sendCode(number.id)).resend_at));
      form.reset({ code: "" });
      form.setFocus("code");
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setSending(false);
    }
  }

  async function check({ code }: { code: string }) {
    const { international } = await checkCode(number.id, code);
    toast(t("verifyDialog.verified", { international }));
    onClose();
  }

  return (
    <DialogForm form={form} onSubmit={check} action={t("verifyDialog.verify")} asksBeforeClosing={false}>
      <div className="flex flex-wrap items-center gap-3">
        <Button pending={isSending} disabled={wait > 0} className="tabular-nums" onClick={() => void send()}>
          {resendAt === null
            ? t("verifyDialog.sendCode")
            : wait > 0
              ? t("verifyDialog.sendAgainIn", { seconds: wait })
              : t("verifyDialog.sendAgain")}
        </Button>
        <span role="status" className="text-sm text-soft">
          {resendAt !== null && t("verifyDialog.onItsWay")}
        </span>
      </div>
      {failure && <FieldError>{failure}</FieldError>}
      <TextField
        control={form.control}
        name="code"
        label={t("verifyDialog.code")}
        hint={<OutboxLink />}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        className="max-w-72 tabular-nums"
      />
    </DialogForm>
  );
}

/** Where texts go that nobody sends. */
function OutboxLink() {
  if (useQuery(installationQuery).data?.sms !== "outbox") return null;
  return (
    <a href="/dev/sms" target="_blank" className="font-medium text-accent">
      {t("verifyDialog.openOutbox")}
    </a>
  );
}

/** Whole seconds until a time, counted down; 0 once it is past. */
function useSecondsUntil(time: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (time === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [time]);
  return time === null ? 0 : Math.max(0, Math.ceil((time - now) / 1_000));
}
