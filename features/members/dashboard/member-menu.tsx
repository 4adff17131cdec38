import { Crown, Ellipsis, LogOut, UserMinus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#dashboard/api/api.ts";
import { useOrganization } from "#dashboard/api/organization.ts";
import { useRoles } from "#dashboard/api/roles.ts";
import { useMe } from "#dashboard/api/session.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { ConfirmDialog } from "#dashboard/ui/confirm-dialog.tsx";
import { Menu, MenuItem } from "#dashboard/ui/menu.tsx";
import type { Member } from "../contract.ts";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { useRefreshMembers } from "./members-query.ts";

/** What can be done about a member: in one's own row leave, in others' hand over to them or remove them. */
export function MemberMenu({ member }: { member: Member }) {
  const organization = useOrganization();
  const { user } = useMe();
  const refresh = useRefreshMembers(organization.id);
  const [dialog, setDialog] = useState<"hand over" | "leave" | "remove" | null>(null);
  const isMe = user.id === member.user.id;
  const { permissions } = organization;
  const isBelow = useRoles().some(({ id, mayGive }) => id === member.role && mayGive);
  const mayHandOver = !isMe && permissions.includes("organization:transfer");
  const mayRemove = !isMe && permissions.includes("member:remove") && isBelow;
  if (!isMe && !mayHandOver && !mayRemove) return null;
  const close = () => setDialog(null);
  const name = member.user.name;

  async function remove() {
    await organizationApi(organization.id)(`/members/${member.id}`, z.null(), { method: "DELETE" });
    await refresh();
    toast(`${name} is no longer in ${organization.name}.`);
  }

  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={`Actions for ${name}`} />}>
        {isMe && (
          <MenuItem icon={LogOut} danger onSelect={() => setDialog("leave")}>
            Leave organization
          </MenuItem>
        )}
        {mayHandOver && (
          <MenuItem icon={Crown} onSelect={() => setDialog("hand over")}>
            Hand over ownership
          </MenuItem>
        )}
        {mayRemove && (
          <MenuItem icon={UserMinus} danger onSelect={() => setDialog("remove")}>
            Remove from organization
          </MenuItem>
        )}
      </Menu>
      <LeaveDialog organization={{ ...organization, role: member.role }} open={dialog === "leave"} onClose={close} />
      <HandOverDialog to={member} open={dialog === "hand over"} onClose={close} />
      <ConfirmDialog
        open={dialog === "remove"}
        onClose={close}
        title={`Remove ${name} from ${organization.name}?`}
        sentence="Access ends at once, and so do API keys that this person made. What they made stays. To come back they need a new invitation."
        action="Remove member"
        onConfirm={remove}
      />
    </>
  );
}
