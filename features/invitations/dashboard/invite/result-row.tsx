import { CircleAlert, CircleCheck, Clock, Link2, UserCheck, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import type { InvitationOutcome } from "../../contract.ts";
import { t } from "../messages.ts";
import { useInvitationActs } from "../use-invitation-acts.ts";

const looks: Record<InvitationOutcome["outcome"], { icon: LucideIcon; classes: string; word: string }> = {
  sent: { icon: CircleCheck, classes: "text-good", word: t("resultRow.sent") },
  not_mailed: { icon: Link2, classes: "text-warn", word: t("resultRow.notMailed") },
  already_member: { icon: UserCheck, classes: "text-soft", word: t("resultRow.alreadyAMember") },
  already_invited: { icon: Clock, classes: "text-warn", word: t("resultRow.alreadyInvited") },
  refused: { icon: CircleAlert, classes: "text-bad", word: t("resultRow.refused") },
};

/** What became of one address, and what can be done about it; `link` where it is passed on by hand. */
export function ResultRow({
  row,
  onResent,
  link,
}: {
  row: InvitationOutcome;
  onResent: (row: InvitationOutcome) => void;
  link?: () => Promise<string>;
}) {
  const { email, outcome, reason, invitation } = row;
  const { icon: Icon, classes, word } = looks[link ? "not_mailed" : outcome];
  const { resend } = useInvitationActs();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function sendAgain() {
    if (!invitation) return;
    setSending(true);
    setFailure(null);
    try {
      onResent(await resend(invitation));
    } catch (error) {
      setFailure(messageOf(error));
      setSending(false);
    }
  }

  return (
    <li className="flex min-h-12 items-center gap-3 py-1.5">
      <Icon aria-hidden className={cn("size-4 shrink-0", classes)} />
      <div className="min-w-0 flex-1">
        <div className="font-medium [overflow-wrap:anywhere]">{email}</div>
        <div className={cn("text-sm", classes)}>{reason ? `${word}. ${reason}` : word}</div>
        {failure && (
          <p role="alert" className="text-sm text-bad">
            {failure}
          </p>
        )}
      </div>
      {link && <CopyButton size="small" text={link} label={t("resultRow.copyLink")} aria-label={t("resultRow.copyLinkOf", { email })} />}
      {outcome === "already_invited" && invitation && (
        <Button size="small" pending={isSending} aria-label={t("resultRow.resendTo", { email })} onClick={() => void sendAgain()}>
          {t("resultRow.resend")}
        </Button>
      )}
    </li>
  );
}
