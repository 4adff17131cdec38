import { Copy, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import type { KnownRole } from "./roles.ts";
import { Button } from "#browser/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import { t } from "../messages.ts";
import { DeleteRoleDialog } from "./delete-role-dialog.tsx";
import { useRolesSearch } from "./roles-search-params.ts";

/** What can be done with a role: a copy of any, the rest with one that the organization made and that is not one's own. */
export function RoleMenu({ role }: { role: KnownRole }) {
  const can = useCan();
  const isMine = useOrganization().role === role.id;
  const { open } = useRolesSearch();
  const [isDeleting, setDeleting] = useState(false);
  const isOpenToMe = !role.built_in && !isMine && role.mayGive;
  const mayEdit = isOpenToMe && can("role:update");
  const mayDelete = isOpenToMe && can("role:delete");
  if (!mayEdit && !mayDelete && !can("role:create")) return null;
  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("roleMenu.actions", { name: role.name })} />}>
        {mayEdit && (
          <MenuItem icon={Pencil} onSelect={() => open({ edit: role.id })}>
            {t("roleMenu.edit")}
          </MenuItem>
        )}
        {can("role:create") && (
          <MenuItem icon={Copy} onSelect={() => open({ edit: "new", from: role.id })}>
            {t("roleMenu.createACopy")}
          </MenuItem>
        )}
        {mayDelete && (
          <>
            <MenuSeparator />
            <MenuItem icon={Trash2} danger onSelect={() => setDeleting(true)}>
              {t("roleMenu.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      {isDeleting && <DeleteRoleDialog role={role} onClose={() => setDeleting(false)} />}
    </>
  );
}
