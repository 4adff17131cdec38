import { translate } from "#browser/translate.ts";
import { useState } from "react";
import { Select } from "#browser/ui/select.tsx";
import type { Member } from "../contract.ts";
import { MemberRoleDialog } from "./member-role-dialog.tsx";
import { t } from "./messages.ts";
import { useRoleOptions } from "./roles/role-options.ts";
import { useRoleChange } from "./use-role-change.ts";

/** A member's role; those who can choose another one, and are told what that changes before it takes effect. */
export function MemberRole({ member }: { member: Member }) {
  const options = useRoleOptions();
  const { offered, reason } = useRoleChange(member);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!offered || reason !== null) return <bdi className={offered ? "md:px-[11px]" : undefined}>{translate(member.role_name)}</bdi>;
  return (
    <>
      <Select
        aria-label={t("memberRole.label", { name: member.user.name })}
        className="w-30"
        options={options}
        value={member.role}
        onChange={(role) => role !== member.role && setChosen(role)}
      />
      {chosen !== null && <MemberRoleDialog member={member} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
