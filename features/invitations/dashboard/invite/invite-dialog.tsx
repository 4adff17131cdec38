import { useState } from "react";
import { useOrganization } from "#browser/api/organization.ts";
import { Dialog } from "#browser/ui/dialog.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { Role } from "#features/members/contract.ts";
import { type InvitationOutcome } from "../../contract.ts";
import { useRoleOptions } from "#features/members/dashboard/roles/role-options.ts";
import { t } from "../messages.ts";
import { useInvitationActs } from "../use-invitation-acts.ts";
import { InviteForm } from "./invite-form.tsx";
import { InviteResults } from "./invite-results.tsx";
import type { Address } from "./parse-addresses.ts";
import { refusedAddress, useAddresses } from "./use-addresses.ts";

/** Invites people: whom and as what, and then what became of each. It is in the address; leaving it goes through there. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { name } = useOrganization();
  return (
    <Dialog open={open} onClose={onClose} title={t("inviteDialog.inviteUsers")} sentence={t("inviteDialog.sentence", { name })}>
      <Invite onClose={onClose} />
    </Dialog>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const givable = useRoleOptions().filter(({ disabled }) => !disabled);
  const { invite } = useInvitationActs();
  const addresses = useAddresses();
  // Member, where one may give it.
  const usual = givable.find(({ value }) => value === "member") ?? givable[0];
  const [chosen, setRole] = useState<string | null>(null);
  const role = chosen ?? usual?.value ?? "";
  const [results, setResults] = useState<readonly InvitationOutcome[] | null>(null);

  async function send(emails: readonly string[], rest: readonly Address[]) {
    const { data } = await invite({ emails: [...emails], role: Role.parse(role) });
    const refused = data.filter(({ outcome }) => outcome === "refused");
    addresses.keep([...refused.map(({ email, reason }) => refusedAddress(email, reason ?? t("inviteDialog.refused"))), ...rest]);
    setResults(data);
  }

  const unsent = addresses.list.filter(({ refused }) => results === null || refused === undefined).length;
  return (
    <>
      {results === null ? (
        <InviteForm addresses={addresses} role={role} onRole={setRole} onSend={send} />
      ) : (
        <InviteResults
          results={results}
          onResent={(row) => setResults(results.map((other) => (other.invitation?.id === row.invitation?.id ? row : other)))}
          left={addresses.list.length}
          onMore={() => setResults(null)}
          onClose={onClose}
        />
      )}
      <UnsavedChanges
        when={unsent > 0 || addresses.text.trim() !== ""}
        of="dialog"
        title={t("inviteDialog.leave")}
        sentence={unsent > 0 ? t("inviteDialog.notInvited", { count: unsent }) : t("inviteDialog.notInvitedTyped")}
        action={t("inviteDialog.discard")}
      />
    </>
  );
}
