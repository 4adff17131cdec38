import { translate } from "#browser/translate.ts";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useRoles } from "./roles/roles.ts";
import { Member } from "../contract.ts";
import { staleByMembers } from "./members-query.ts";
import { t } from "./messages.ts";

/**
 * What the caller may do about a member's role. `offered`: their own role lets them change roles; `reason`: why not this one
 * now, null where they may; `isBelow`: it has no permission that their own lacks.
 */
export function useRoleChange(member: Member) {
  const { id, permissions, read_only } = useOrganization();
  const isBelow = useRoles().some((role) => role.id === member.role && role.mayGive);
  const isMe = useMe().user.id === member.user.id;
  const refresh = useRefresh(...staleByMembers(id));

  async function save(role: string): Promise<void> {
    const { role_name } = await organizationApi(id)(`/members/${member.id}`, Member, { method: "PATCH", body: { role } });
    const name = translate(role_name);
    await refresh();
    toast(isMe ? t("useRoleChange.you", { name }) : t("useRoleChange.changed", { member: member.user.name, role: name }));
  }

  return { isMe, isBelow, offered: permissions.includes("member:update"), reason: whyNot(), save };

  function whyNot(): string | null {
    if (read_only) return t("useRoleChange.readOnly");
    if (isMe && member.role !== "owner") return t("useRoleChange.yourself");
    return isBelow ? null : t("useRoleChange.moreThanYours");
  }
}
