import { language } from "#browser/catalog.ts";
import { useRef } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useIsMailing } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { MailboxLink } from "#features/identity/dashboard/mailbox-link.tsx";
import type { InvitationOutcome } from "../../contract.ts";
import { t } from "../messages.ts";
import { useInvitationActs } from "../use-invitation-acts.ts";
import { ResultRow } from "./result-row.tsx";

/** What became of each address, and the way on: to those that did not go, or out. */
export function InviteResults({
  results,
  onResent,
  left,
  onMore,
  onClose,
}: {
  results: readonly InvitationOutcome[];
  /** The row of an invitation that was sent again. */
  onResent: (row: InvitationOutcome) => void;
  /** How many wait in the field: refused ones, and those that had no room. */
  left: number;
  onMore: () => void;
  onClose: () => void;
}) {
  const isMailing = useIsMailing();
  const linkOf = useLinks();
  const rows = results.map((row) => ({ row, toPassOn: isToPassOn(row, isMailing) }));
  const toPassOn = rows.flatMap((one) => (one.toPassOn ? [one.row] : []));

  /** Those that came. The others are named, with the reason of the first. */
  async function allLinks(): Promise<string> {
    const lines: string[] = [];
    const missing: string[] = [];
    let failure: unknown;
    for (const row of toPassOn) {
      try {
        lines.push(`${row.email} ${await linkOf(row)}`);
      } catch (error) {
        missing.push(row.email);
        failure ??= error;
      }
    }
    if (lines.length === 0) throw failure;
    if (missing.length > 0)
      toast.error(
        t("inviteResults.copiedWithout", { missing: new Intl.ListFormat(language).format(missing), failure: messageOf(failure) }),
      );
    return lines.join("\n");
  }

  return (
    <>
      <DialogBody>
        <p role="status" className="font-medium">
          {summaryOf(rows)}
        </p>
        <ul aria-label={t("inviteResults.results")} className="-mx-2 max-h-[45vh] divide-y overflow-y-auto px-2">
          {rows.map((one, index) => (
            // An address that was written twice has two rows.
            <ResultRow
              key={`${one.row.email} ${index}`}
              row={one.row}
              onResent={onResent}
              {...(one.toPassOn ? { link: () => linkOf(one.row) } : {})}
            />
          ))}
        </ul>
        {toPassOn.length > 0 && (
          <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
            <span className="min-w-0 flex-1 basis-56">{t.rich("inviteResults.passOn", { mailbox: () => <MailboxLink /> })}</span>
            <CopyButton
              size="small"
              text={allLinks}
              label={toPassOn.length === 1 ? t("inviteResults.copyLink") : t("inviteResults.copyAll")}
            />
          </div>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onMore}>{left > 0 ? t("inviteResults.continue", { count: left }) : t("inviteResults.inviteMore")}</Button>
        <Button look="primary" autoFocus onClick={onClose}>
          {t("inviteResults.done")}
        </Button>
      </DialogActions>
    </>
  );
}

/** No mail takes it there: neither where nothing is mailed at all, nor where mails stay on this machine. */
const isToPassOn = ({ outcome }: InvitationOutcome, isMailing: boolean) => outcome === "not_mailed" || (outcome === "sent" && !isMailing);

/** The link of each invitation: the one that came with it, or one that is asked for once. */
function useLinks(): (row: InvitationOutcome) => Promise<string> {
  const { mintLink } = useInvitationActs();
  const known = useRef(new Map<string, Promise<string>>());
  return ({ email, link, invitation }) => {
    if (link) return Promise.resolve(link);
    if (!invitation) return Promise.reject(new Error(`There is no invitation of ${email}.`));
    const asked = known.current.get(invitation.id) ?? mintLink(invitation).then((minted) => minted.link);
    known.current.set(invitation.id, asked);
    // One that failed is asked for again.
    asked.catch(() => known.current.delete(invitation.id));
    return asked;
  };
}

type Kind = Exclude<InvitationOutcome["outcome"], "not_mailed"> | "to_pass_on";

const counted: [Kind, (count: number) => string][] = [
  ["sent", (count) => t("inviteResults.sent", { count })],
  ["to_pass_on", (count) => t("inviteResults.links", { count })],
  ["already_member", (count) => t("inviteResults.members", { count })],
  ["already_invited", (count) => t("inviteResults.alreadyInvited", { count })],
  ["refused", (count) => t("inviteResults.refused", { count })],
];

function summaryOf(rows: readonly { row: InvitationOutcome; toPassOn: boolean }[]): string {
  const parts = counted.flatMap(([kind, words]) => {
    const count = rows.filter(({ row, toPassOn }) => (toPassOn ? "to_pass_on" : row.outcome) === kind).length;
    return count > 0 ? [words(count)] : [];
  });
  return `${parts.join(", ")}.`;
}
