import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useRoles } from "./roles/roles.ts";
import { Member } from "../contract.ts";
import { staleByMembers } from "./members-query.ts";

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
    const { role_name: name } = await organizationApi(id)(`/members/${member.id}`, Member, { method: "PATCH", body: { role } });
    await refresh();
    toast(isMe ? `You are ${name} now.` : `${member.user.name} is ${name} now.`);
  }

  return { isMe, isBelow, offered: permissions.includes("member:update"), reason: whyNot(), save };

  function whyNot(): string | null {
    if (read_only) return "The organization is read-only now.";
    if (isMe && member.role !== "owner") return "Your own role has to be changed by somebody else.";
    return isBelow ? null : "This role has more permissions than yours.";
  }
}
