import { useState } from "react";
import { organizationApi } from "#dashboard/api/api.ts";
import { useOrganization } from "#dashboard/api/organization.ts";
import { useMe } from "#dashboard/api/session.ts";
import { mayGive, roleName } from "#dashboard/api/who-may.ts";
import { ConfirmDialog } from "#dashboard/ui/confirm-dialog.tsx";
import { Select } from "#dashboard/ui/select.tsx";
import { Member, type Role } from "../contract.ts";
import { useRefreshMembers } from "./members-query.ts";
import { roleOptions, roleSentences } from "./role-options.ts";

/** A member's role; who may chooses another one, and is told what that changes before it counts. */
export function MemberRole({ member }: { member: Member }) {
  const { id: organizationId, name: organizationName, permissions } = useOrganization();
  const { user } = useMe();
  const refresh = useRefreshMembers(organizationId);
  const [chosen, setChosen] = useState<Role | null>(null);
  const isMe = user.id === member.user.id;
  const name = member.user.name;
  const may = permissions.includes("member:update") && mayGive(permissions, member.role) && (!isMe || member.role === "owner");
  if (!may) return <span className="md:px-[11px]">{roleName(member.role)}</span>;

  async function change() {
    await organizationApi(organizationId)(`/members/${member.id}`, Member, { method: "PATCH", body: { role: chosen } });
    await refresh();
  }

  return (
    <>
      <Select
        aria-label={`Role of ${name}`}
        className="w-26 md:w-30"
        options={roleOptions(permissions)}
        value={member.role}
        onChange={(role) => role !== member.role && setChosen(role as Role)}
      />
      {chosen !== null && (
        <ConfirmDialog
          open
          onClose={() => setChosen(null)}
          title={isMe ? "Step down as Owner?" : `Make ${name} ${withArticle(chosen)}?`}
          sentence={
            isMe
              ? `In ${organizationName} you are ${withArticle(chosen)} from then on. Only another Owner can make you Owner again.`
              : `${capital(withArticle(chosen))} ${roleSentences[chosen]}. It counts at once, in every project of ${organizationName}.`
          }
          action={isMe ? "Step down" : `Make ${roleName(chosen)}`}
          look={isMe ? "danger" : "primary"}
          onConfirm={change}
        />
      )}
    </>
  );
}

const withArticle = (role: Role) => `${/^[AO]/.test(roleName(role)) ? "an" : "a"} ${roleName(role)}`;
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
