import { toast } from "sonner";
import { z } from "zod";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateProvider, type Provider } from "../contract.ts";
import { AskingNote } from "./asking-note.tsx";
import { t } from "./messages.ts";
import { orNone } from "./or-none.ts";
import { useProviderActions } from "./providers.ts";

const { name, base_url, api_key } = CreateProvider.shape;
const Form = z.object({ name, base_url: orNone(base_url.unwrap()), api_key: orNone(api_key.unwrap()) });

/** Renames a provider, or puts another key or address in the place of what stands. */
export function ChangeProviderDialog({ provider, open, onClose }: { provider: Provider; open: boolean; onClose: () => void }) {
  const { change } = useProviderActions();
  async function submit({ name, base_url, api_key }: z.output<typeof Form>) {
    await change(provider, { name, ...(base_url ? { base_url } : {}), ...(api_key ? { api_key } : {}) });
    onClose();
    toast(t("changeProviderDialog.saved", { name }));
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("changeProviderDialog.title", { name: provider.name })}
      schema={Form}
      values={{ name: provider.name, base_url: provider.base_url, api_key: "" }}
      action={t("changeProviderDialog.action")}
      onSubmit={submit}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="name" label={t("addProviderDialog.name")} autoComplete="off" />
          <PasswordField
            control={control}
            name="api_key"
            label={t("changeProviderDialog.key")}
            hint={
              provider.has_key
                ? t("changeProviderDialog.keyHint", { ends: provider.key_ends ?? "none" })
                : t("changeProviderDialog.noKeyHint")
            }
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            control={control}
            name="base_url"
            label={t("addProviderDialog.address")}
            hint={t("changeProviderDialog.addressHint")}
            dir="ltr"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
          <AskingNote control={control} />
        </>
      )}
    </FormDialog>
  );
}
