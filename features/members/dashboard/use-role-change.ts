import { toast } from "sonner";
import { organizationApi } from "#dashboard/api/api.ts";
import { useOrganization } from "#dashboard/api/organization.ts";
import { useMe } from "#dashboard/api/session.ts";
import { mayGive, roleName } from "#dashboard/api/who-may.ts";
import { Member } from "../contract.ts";
import { useRefreshMembers } from "./members-query.ts";

/**
 * What the caller may do about a member's role. `offered`: his own role lets him change roles; `reason`: why not this one
 * now, null where he may.
 */
export function useRoleChange(member: Member) {
  const { id, permissions, read_only } = useOrganization();
  const isMe = useMe().user.id === member.user.id;
  const refresh = useRefreshMembers(id);

  async function save(role: string): Promise<void> {
    await organizationApi(id)(`/members/${member.id}`, Member, { method: "PATCH", body: { role } });
    await refresh();
    toast(isMe ? `You are ${roleName(role)} now.` : `${member.user.name} is ${roleName(role)} now.`);
  }

  return { isMe, offered: permissions.includes("member:update"), reason: whyNot(), save };

  function whyNot(): string | null {
    if (read_only) return "The organization is read-only now.";
    if (isMe && member.role !== "owner") return "Your own role is for somebody else to change.";
    return mayGive(permissions, member.role) ? null : "This role may more than yours.";
  }
}
