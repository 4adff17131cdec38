import { Crown, Ellipsis, UserCog, UserMinus } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import type { Member } from "../contract.ts";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { LeaveItem } from "./leave-item.tsx";
import { MemberRoleDialog } from "./member-role-dialog.tsx";
import { t } from "./messages.ts";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { useRoleChange } from "./use-role-change.ts";

/** What can be done about a member: change the role; in one's own row leave, in others' hand over to them or remove them. */
export function MemberMenu({ member }: { member: Member }) {
  const organization = useOrganization();
  const can = useCan();
  const { isMe, isBelow, offered, reason } = useRoleChange(member);
  const [dialog, setDialog] = useState<"role" | "hand over" | "leave" | "remove" | null>(null);
  const mayHandOver = !isMe && can("organization:transfer");
  const mayRemove = !isMe && can("member:remove") && isBelow;
  if (!isMe && !offered && !mayHandOver && !mayRemove) return null;
  const close = () => setDialog(null);

  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("memberMenu.actions", { name: member.user.name })} />
        }
      >
        {offered && (
          <MenuItem icon={UserCog} disabled={reason !== null} {...(reason ? { reason } : {})} onSelect={() => setDialog("role")}>
            {t("memberMenu.changeRole")}
          </MenuItem>
        )}
        {mayHandOver && (
          <MenuItem icon={Crown} onSelect={() => setDialog("hand over")}>
            {t("memberMenu.handOverOwnership")}
          </MenuItem>
        )}
        {mayRemove && (
          <MenuItem icon={UserMinus} danger onSelect={() => setDialog("remove")}>
            {t("memberMenu.removeFromOrganization")}
          </MenuItem>
        )}
        {isMe && <LeaveItem organization={{ id: organization.id, role: member.role }} onLeave={() => setDialog("leave")} />}
      </Menu>
      {dialog === "role" && <MemberRoleDialog member={member} onClose={close} />}
      <LeaveDialog organization={organization} open={dialog === "leave"} onClose={close} />
      <HandOverDialog to={member} open={dialog === "hand over"} onClose={close} />
      <RemoveMemberDialog member={member} open={dialog === "remove"} onClose={close} />
    </>
  );
}
