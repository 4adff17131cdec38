import { Button } from "#dashboard/ui/button.tsx";
import { CopyButton } from "#dashboard/ui/copy-button.tsx";
import { DialogActions, DialogBody } from "#dashboard/ui/dialog.tsx";
import { formatCount } from "#dashboard/ui/format.ts";
import type { InvitationOutcome } from "../../contract.ts";
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
  const links = results.flatMap(({ email, link }) => (link ? [`${email} ${link}`] : []));
  return (
    <>
      <DialogBody>
        <p role="status" className="font-medium">
          {summaryOf(results)}
        </p>
        <ul aria-label="Results" className="-mx-2 max-h-[45vh] divide-y overflow-y-auto px-2">
          {results.map((row, index) => (
            // An address that was written twice has two rows.
            <ResultRow key={`${row.email} ${index}`} row={row} onResent={onResent} />
          ))}
        </ul>
        {links.length > 0 && (
          <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
            <span className="min-w-0 flex-1 basis-56">
              Pass each link on to its address. Only an account with this address can join by it.
            </span>
            <CopyButton size="small" text={links.join("\n")} label={links.length === 1 ? "Copy the link" : "Copy all links"} />
          </div>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onMore}>{left > 0 ? `Go on with ${formatCount(left, "address", "addresses")}` : "Invite more"}</Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}

const counted: [InvitationOutcome["outcome"], (count: number) => string][] = [
  ["sent", (count) => `${formatCount(count, "invitation")} sent`],
  ["not_mailed", (count) => `${formatCount(count, "link")} to pass on`],
  ["already_member", (count) => `${count} already a member`],
  ["already_invited", (count) => `${count} already invited`],
  ["refused", (count) => `${count} refused`],
];

function summaryOf(results: readonly InvitationOutcome[]): string {
  const parts = counted.flatMap(([outcome, words]) => {
    const count = results.filter((row) => row.outcome === outcome).length;
    return count > 0 ? [words(count)] : [];
  });
  return `${parts.join(", ")}.`;
}
