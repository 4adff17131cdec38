import { useState } from "react";
import { useCan, useOrganization } from "#dashboard/api/organization.ts";
import { mayGive, roleName } from "#dashboard/api/who-may.ts";
import { Select } from "#dashboard/ui/select.tsx";
import type { Invitation } from "../contract.ts";
import { InvitationRoleDialog } from "./invitation-role-dialog.tsx";
import { roleOptions } from "./role-options.ts";

/** What somebody is invited as; who may chooses another role while nobody has answered. */
export function InvitationRole({ invitation }: { invitation: Invitation }) {
  const { permissions } = useOrganization();
  const may = useCan()("member:invite");
  const [chosen, setChosen] = useState<string | null>(null);
  const { email, role, role_name } = invitation;
  if (!may) return role_name ?? roleName(role);
  if (!mayGive(permissions, role)) return <span className="px-[11px]">{role_name ?? roleName(role)}</span>;
  return (
    <>
      <Select
        aria-label={`Role for ${email}`}
        className="w-30"
        options={roleOptions(permissions)}
        value={role}
        onChange={(next) => next !== role && setChosen(next)}
      />
      {chosen !== null && <InvitationRoleDialog invitation={invitation} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
