import { useState } from "react";
import { useOrganization } from "#dashboard/api/organization.ts";
import { roleName } from "#dashboard/api/who-may.ts";
import { Select } from "#dashboard/ui/select.tsx";
import type { Member } from "../contract.ts";
import { MemberRoleDialog } from "./member-role-dialog.tsx";
import { roleOptions } from "./role-options.ts";
import { useRoleChange } from "./use-role-change.ts";

/** A member's role; who may chooses another one, and is told what that changes before it counts. */
export function MemberRole({ member }: { member: Member }) {
  const { permissions } = useOrganization();
  const { offered, reason } = useRoleChange(member);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!offered || reason !== null) return <span className={offered ? "md:px-[11px]" : undefined}>{roleName(member.role)}</span>;
  return (
    <>
      <Select
        aria-label={`Role of ${member.user.name}`}
        className="w-26 md:w-30"
        options={roleOptions(permissions)}
        value={member.role}
        onChange={(role) => role !== member.role && setChosen(role)}
      />
      {chosen !== null && <MemberRoleDialog member={member} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
