import type { OrganizationRole } from "../../contract.ts";
import { t } from "../messages.ts";

/** "3 members hold this role." with the invitations that name it; null where nobody does. */
export function holdersSentence({
  member_count,
  invitation_count,
}: Pick<OrganizationRole, "member_count" | "invitation_count">): string | null {
  if (member_count === 0 && invitation_count === 0) return null;
  if (member_count === 0) return t("holders.invitations", { invitations: invitation_count });
  if (invitation_count === 0) return t("holders.members", { members: member_count });
  return t("holders.both", { members: member_count, invitations: invitation_count });
}
