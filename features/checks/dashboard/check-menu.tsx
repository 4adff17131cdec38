import { Ellipsis, Pencil, Rows3, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import type { Check } from "../contract.ts";
import { CheckDialog } from "./check-dialog.tsx";
import { useChecksSearch } from "./checks-search-params.ts";
import { useCheckActions } from "./checks.ts";
import { t } from "./messages.ts";

/** What can be done with a check. */
export function CheckMenu({ check }: { check: Check }) {
  const can = useCan();
  const { open } = useChecksSearch();
  const { create, remove } = useCheckActions();
  const [isEditing, setEditing] = useState(false);
  const sayWhy = (error: unknown) => toast.error(messageOf(error));

  async function removeIt() {
    await remove(check.id);
    const { question, expects, expected_text, source_id, suggestion_counts, agent_id } = check;
    const again = () => create({ question, expects, expected_text, source_id, suggestion_counts, agent_id });
    toast(t("checkMenu.deleted"), {
      ...(can("check:create") && { action: { label: t("checkMenu.undo"), onClick: () => void again().catch(sayWhy) } }),
    });
  }

  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("checkMenu.actions", { question: check.question })} />
        }
      >
        <MenuItem icon={Rows3} onSelect={() => open({ check: check.id })}>
          {t("checkMenu.open")}
        </MenuItem>
        {can("check:update") && (
          <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
            {t("checkMenu.edit")}
          </MenuItem>
        )}
        {can("check:delete") && (
          <>
            <MenuSeparator />
            <MenuItem icon={Trash2} danger onSelect={() => void removeIt().catch(sayWhy)}>
              {t("checkMenu.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      <CheckDialog open={isEditing} check={check} onClose={() => setEditing(false)} />
    </>
  );
}
