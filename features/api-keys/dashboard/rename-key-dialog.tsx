import { toast } from "sonner";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UpdateApiKey, type ApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";
import { t } from "./messages.ts";

/** Changes what a key is called; whatever uses it notices nothing. */
export function RenameKeyDialog({ apiKey, open, onClose }: { apiKey: ApiKey; open: boolean; onClose: () => void }) {
  const { rename } = useApiKeyActions();
  async function save({ name }: UpdateApiKey) {
    await rename(apiKey.id, { name });
    onClose();
    toast(t("renameKeyDialog.renamed", { name }));
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("renameKeyDialog.title")}
      schema={UpdateApiKey}
      values={{ name: apiKey.name }}
      action={t("renameKeyDialog.save")}
      onSubmit={save}
    >
      {({ control }) => (
        <TextField
          control={control}
          name="name"
          label={t("renameKeyDialog.name")}
          hint={t("renameKeyDialog.nameHint")}
          autoComplete="off"
          maxLength={80}
        />
      )}
    </FormDialog>
  );
}
