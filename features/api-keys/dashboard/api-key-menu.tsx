import { Ban, Ellipsis, ListChecks, Pencil } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { formatAgo } from "#browser/ui/format.ts";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import type { ApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";
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
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={`Actions for ${name}`} />}>
        <MenuItem icon={ListChecks} onSelect={() => setDialog("permissions")}>
          Show permissions
        </MenuItem>
        {can("api_key:update") && (
          <MenuItem icon={Pencil} onSelect={() => setDialog("rename")}>
            Rename
          </MenuItem>
        )}
        {can("api_key:delete") && (
          <MenuItem icon={Ban} danger onSelect={() => setDialog("revoke")}>
            Revoke
          </MenuItem>
        )}
      </Menu>
      <PermissionsDialog apiKey={apiKey} open={dialog === "permissions"} onClose={close} />
      <RenameKeyDialog apiKey={apiKey} open={dialog === "rename"} onClose={close} />
      <ConfirmDialog
        open={dialog === "revoke"}
        onClose={close}
        title={`Revoke ${name}?`}
        sentence={`${lastUseOf(apiKey)} Programs that use it are then refused. A revoked key cannot be restored: a program that still needs access gets a new one.`}
        action="Revoke key"
        onConfirm={async () => {
          await revoke(id);
          await refresh();
          toast(`${name} is revoked.`);
        }}
      />
    </>
  );
}

function lastUseOf({ last_used_at, last_used_from }: ApiKey): string {
  if (!last_used_at) return "This key was never used.";
  const ago = formatAgo(last_used_at);
  return `This key was last used ${ago === "now" ? "just now" : ago}${last_used_from ? ` from ${last_used_from}` : ""}.`;
}
