import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { Menu } from "#browser/ui/menu.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { LeaveItem } from "./leave-item.tsx";
import { t } from "./messages.ts";

/** What a member does about an organization from outside it. */
export function OrganizationMenu({ organization }: { organization: { id: string; name: string; role: string } }) {
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <Button
            look="ghost"
            size="small"
            square
            icon={Ellipsis}
            aria-label={t("organizationMenu.actions", { name: organization.name })}
          />
        }
      >
        <LeaveItem organization={organization} onLeave={() => setLeaving(true)} />
      </Menu>
      <LeaveDialog organization={organization} open={isLeaving} onClose={() => setLeaving(false)} />
    </>
  );
}
