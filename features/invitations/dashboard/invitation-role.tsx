import { translate } from "#browser/translate.ts";
import { useState } from "react";
import { useCan } from "#browser/api/organization.ts";
import { Select } from "#browser/ui/select.tsx";
import type { Invitation } from "../contract.ts";
import { InvitationRoleDialog } from "./invitation-role-dialog.tsx";
import { useRoleOptions } from "#features/members/dashboard/roles/role-options.ts";
import { t } from "./messages.ts";

/** What somebody is invited as; those who can choose another role while nobody has answered. */
export function InvitationRole({ invitation }: { invitation: Invitation }) {
  const options = useRoleOptions();
  const may = useCan()("member:invite");
  const [chosen, setChosen] = useState<string | null>(null);
  const { email, role, role_name, invited_by } = invitation;
  if (!may) return <bdi>{translate(role_name)}</bdi>;
  if (invited_by === null || !options.some(({ value, disabled }) => value === role && !disabled))
    return <bdi className="px-[11px]">{translate(role_name)}</bdi>;
  return (
    <>
      <Select
        aria-label={t("invitationRole.label", { email })}
        className="w-30"
        options={options}
        value={role}
        onChange={(next) => next !== role && setChosen(next)}
      />
      {chosen !== null && <InvitationRoleDialog invitation={invitation} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
