import { useOrganization } from "#browser/api/organization.ts";
import type { Member } from "../contract.ts";
import { t } from "./messages.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { useRoleChange } from "./use-role-change.ts";

/** Gives a member another role, or lets an Owner step down. */
export function MemberRoleDialog({ member, chosen, onClose }: { member: Member; chosen?: string; onClose: () => void }) {
  const { name } = useOrganization();
  const { isMe, save } = useRoleChange(member);
  return (
    <RoleDialog
      who={member.user.name}
      role={member.role}
      {...(chosen === undefined ? {} : { chosen })}
      {...(isMe ? { isMe, sentence: t("memberRoleDialog.onlyAnotherOwner", { name }) } : {})}
      onSave={save}
      onClose={onClose}
    />
  );
}
