import { Ban, Ellipsis, ListChecks, Pencil } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { formatAgo, isNow } from "#browser/ui/format.ts";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import type { ApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";
import { t } from "./messages.ts";
import { PermissionsDialog } from "./permissions-dialog.tsx";
import { RenameKeyDialog } from "./rename-key-dialog.tsx";

/** What can be done with a key, and the dialogs that it opens. */
export function ApiKeyMenu({ apiKey }: { apiKey: ApiKey }) {
  const { id, name } = apiKey;
  const can = useCan();
  const { revoke, refresh } = useApiKeyActions();
  const [dialog, setDialog] = useState<"permissions" | "rename" | "revoke" | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("apiKeyMenu.actions", { name })} />}>
        <MenuItem icon={ListChecks} onSelect={() => setDialog("permissions")}>
          {t("apiKeyMenu.showPermissions")}
        </MenuItem>
        {can("api_key:update") && (
          <MenuItem icon={Pencil} onSelect={() => setDialog("rename")}>
            {t("apiKeyMenu.rename")}
          </MenuItem>
        )}
        {can("api_key:delete") && (
          <MenuItem icon={Ban} danger onSelect={() => setDialog("revoke")}>
            {t("apiKeyMenu.revoke")}
          </MenuItem>
        )}
      </Menu>
      <PermissionsDialog apiKey={apiKey} open={dialog === "permissions"} onClose={close} />
      <RenameKeyDialog apiKey={apiKey} open={dialog === "rename"} onClose={close} />
      <ConfirmDialog
        open={dialog === "revoke"}
        onClose={close}
        title={t("apiKeyMenu.revokeTitle", { name })}
        sentence={t("apiKeyMenu.revokeSentence", { lastUse: lastUseOf(apiKey) })}
        action={t("apiKeyMenu.revokeKey")}
        onConfirm={async () => {
          await revoke(id);
          await refresh();
          toast(t("apiKeyMenu.revoked", { name }));
        }}
      />
    </>
  );
}

function lastUseOf({ last_used_at, last_used_from }: ApiKey): string {
  if (!last_used_at) return t("apiKeyMenu.neverUsed");
  const when = { now: isNow(last_used_at) ? "now" : "before", ago: formatAgo(last_used_at) } as const;
  return last_used_from ? t("apiKeyMenu.lastUsedFrom", { ...when, from: last_used_from }) : t("apiKeyMenu.lastUsed", when);
}
