import { Ellipsis, Pencil, PlugZap, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import type { Provider } from "../contract.ts";
import { ChangeProviderDialog } from "./change-provider-dialog.tsx";
import { t } from "./messages.ts";
import { useProviderActions } from "./providers.ts";

/** What can be done with a provider, and the dialogs that it opens. */
export function ProviderMenu({ provider }: { provider: Provider }) {
  const { name, used_by, embedding_model } = provider;
  const uses = [...used_by.map((use) => `“${use.name}”`), ...(embedding_model === null ? [] : [`“${t("embeddingModel.title")}”`])];
  const can = useCan();
  const { test, remove } = useProviderActions();
  const [dialog, setDialog] = useState<"change" | "remove" | null>(null);
  const close = () => setDialog(null);
  if (!can("provider:update") && !can("provider:delete")) return null;

  async function ask() {
    const pending = toast.loading(t("providerMenu.testing", { name }));
    try {
      const { works, error, models } = await test(provider);
      if (works) toast.success(t("providerMenu.works", { name, count: models.length }), { id: pending });
      else toast.error(t("providerMenu.fails", { name, error: error ?? "" }), { id: pending });
    } catch (error) {
      toast.error(messageOf(error), { id: pending });
    }
  }

  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("providerMenu.actions", { name })} />}>
        {can("provider:update") && (
          <>
            <MenuItem icon={PlugZap} onSelect={() => void ask()}>
              {t("providerMenu.test")}
            </MenuItem>
            <MenuItem icon={Pencil} onSelect={() => setDialog("change")}>
              {t("providerMenu.change")}
            </MenuItem>
          </>
        )}
        {can("provider:delete") && (
          <>
            <MenuSeparator />
            <MenuItem icon={Trash2} danger onSelect={() => setDialog("remove")}>
              {t("providerMenu.remove")}
            </MenuItem>
          </>
        )}
      </Menu>
      <ChangeProviderDialog provider={provider} open={dialog === "change"} onClose={close} />
      <ConfirmDialog
        open={dialog === "remove"}
        onClose={close}
        title={t("providerMenu.removeTitle", { name })}
        sentence={uses.length === 0 ? t("providerMenu.removeUnused") : t("providerMenu.removeUsed", { names: list.format(uses) })}
        action={t("providerMenu.removeAction")}
        onConfirm={async () => {
          await remove(provider);
          toast(t("providerMenu.removed", { name }));
        }}
      />
    </>
  );
}

const list = new Intl.ListFormat("en-GB");
