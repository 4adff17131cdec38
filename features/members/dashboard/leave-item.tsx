import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Building2, Crown, LogOut } from "lucide-react";
import { organizationQuery } from "#browser/api/organization.ts";
import { MenuGroup, MenuItem } from "#browser/ui/menu.tsx";
import { membersQuery } from "./members-query.ts";
import { t } from "./messages.ts";

/**
 * The way out of an organization, in a menu. Its only Owner has none: the menu says why, and leads to handing it over, or
 * where nobody else is in it, to the settings that delete it.
 */
export function LeaveItem({ organization: { id, role }, onLeave }: { organization: { id: string; role: string }; onLeave: () => void }) {
  const isOwner = role === "owner";
  const owners = useQuery({ ...membersQuery(id, { role: "owner", perPage: 1 }), enabled: isOwner });
  const members = useQuery({ ...membersQuery(id, { perPage: 1 }), enabled: isOwner });
  const isReadOnly = useQuery({ ...organizationQuery(id), enabled: isOwner }).data?.read_only === true;
  if (isOwner && owners.data?.total === 1) {
    const isAlone = members.data?.total === 1;
    const page = { to: "/organizations/$organizationId/settings", params: { organizationId: id } } as const;
    return (
      <MenuGroup wraps label={isAlone ? t("leaveItem.onlyMember") : t("leaveItem.onlyOwner")}>
        {isAlone ? (
          <MenuItem icon={Building2} render={<Link {...page} />}>
            {t("leaveItem.organizationSettings")}
          </MenuItem>
        ) : isReadOnly ? (
          <MenuItem icon={Crown} disabled reason={t("leaveItem.readOnly")}>
            {t("leaveItem.handOverOwnership")}
          </MenuItem>
        ) : (
          <MenuItem icon={Crown} render={<Link {...page} search={{ dialog: "hand-over" }} />}>
            {t("leaveItem.handOverOwnership")}
          </MenuItem>
        )}
      </MenuGroup>
    );
  }
  return (
    <MenuItem
      icon={LogOut}
      danger
      disabled={isOwner && !owners.data}
      {...(owners.isError ? { reason: t("leaveItem.ownersUnknown") } : {})}
      onSelect={onLeave}
    >
      {t("leaveItem.leaveOrganization")}
    </MenuItem>
  );
}
