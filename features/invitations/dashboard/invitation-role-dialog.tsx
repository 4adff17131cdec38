import type { Invitation } from "../contract.ts";
import { RoleDialog } from "#features/members/dashboard/role-dialog.tsx";
import { t } from "./messages.ts";
import { useInvitationActs } from "./use-invitation-acts.ts";

/** Gives an invitation that nobody has answered another role. */
export function InvitationRoleDialog({ invitation, chosen, onClose }: { invitation: Invitation; chosen?: string; onClose: () => void }) {
  const { changeRole } = useInvitationActs();
  return (
    <RoleDialog
      who={invitation.email}
      role={invitation.role}
      {...(chosen === undefined ? {} : { chosen })}
      sentence={t("invitationRoleDialog.sentence")}
      counts="with the answer"
      onSave={(role) => changeRole(invitation, role)}
      onClose={onClose}
    />
  );
}
