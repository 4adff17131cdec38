import type { Control, FieldPath, FieldValues } from "react-hook-form";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { codeLength, type CodeSent } from "../contract.ts";
import { MailboxLink } from "./mailbox-link.tsx";
import { t } from "./messages.ts";

/**
 * What confirms an act for which a session is not enough: the fields `password` or `code` of its form.
 *
 * @param sent the answer to the call that sent a code; null before it, and where there is a password
 */
export function ConfirmationFields<Values extends FieldValues & { password: string; code: string }, Result>({
  control,
  hasPassword,
  sent,
  onSendAgain,
}: {
  control: Control<Values, unknown, Result>;
  hasPassword: boolean;
  sent: CodeSent | null;
  onSendAgain: () => void;
}) {
  const [password, code] = ["password", "code"] as FieldPath<Values>[] as [FieldPath<Values>, FieldPath<Values>];
  if (hasPassword)
    return <PasswordField control={control} name={password} label={t("confirmationFields.yourPassword")} autoComplete="current-password" />;
  if (!sent) return <p className="text-soft">{t("confirmationFields.noPassword")}</p>;
  return (
    <TextField
      control={control}
      name={code}
      label={t("confirmationFields.code")}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={codeLength + 2}
      autoFocus
      hint={
        <>
          {t("confirmationFields.sentTo", { address: sent.sent_to })}
          <span className="mt-1 flex flex-wrap gap-x-4">
            <button type="button" className="font-medium text-accent" onClick={onSendAgain}>
              {t("confirmationFields.sendAgain")}
            </button>
            <MailboxLink />
          </span>
        </>
      }
    />
  );
}
