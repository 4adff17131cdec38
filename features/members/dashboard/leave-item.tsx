import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Building2, Crown, LogOut } from "lucide-react";
import { organizationQuery } from "#browser/api/organization.ts";
import { MenuGroup, MenuItem } from "#browser/ui/menu.tsx";
import { membersQuery } from "./members-query.ts";

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
      <MenuGroup wraps label={isAlone ? "You are its only member: delete it to leave." : "You are its only Owner: hand it over to leave."}>
        {isAlone ? (
          <MenuItem icon={Building2} render={<Link {...page} />}>
            Organization Settings
          </MenuItem>
        ) : isReadOnly ? (
          <MenuItem icon={Crown} disabled reason="The organization is read-only now.">
            Hand over ownership
          </MenuItem>
        ) : (
          <MenuItem icon={Crown} render={<Link {...page} search={{ dialog: "hand-over" }} />}>
            Hand over ownership
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
      {...(owners.isError ? { reason: "Whether there is another Owner could not be read. Open this menu again." } : {})}
      onSelect={onLeave}
    >
      Leave organization
    </MenuItem>
  );
}
