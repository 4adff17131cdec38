import { formatCount } from "#browser/ui/format.ts";
import type { OrganizationRole } from "../../contract.ts";

/** "3 members hold this role." with the invitations that name it; null where nobody does. */
export function holdersSentence({
  member_count,
  invitation_count,
}: Pick<OrganizationRole, "member_count" | "invitation_count">): string | null {
  if (member_count === 0 && invitation_count === 0) return null;
  const members = formatCount(member_count, "member holds", "members hold");
  const invitations = formatCount(invitation_count, "invitation names", "invitations name");
  if (member_count === 0) return `${invitations} this role.`;
  return invitation_count === 0 ? `${members} this role.` : `${members} this role, and ${invitations} it.`;
}
