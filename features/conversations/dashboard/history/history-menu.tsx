import { Bell, Ellipsis } from "lucide-react";
import { useState } from "react";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { t } from "../messages.ts";
import { NoticeDialog } from "../notices/notice-dialog.tsx";

/** What one can do with the page itself. Who cannot reply is told of nothing that waits, and has no menu. */
export function HistoryMenu() {
  const [isOpen, setOpen] = useState(false);
  if (!useCan()("conversation:reply")) return null;
  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("historyMenu.more")} />}>
        <MenuItem icon={Bell} onSelect={() => setOpen(true)}>
          {t("historyMenu.notices")}
        </MenuItem>
      </Menu>
      <NoticeDialog open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
