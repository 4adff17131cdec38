import { toast } from "sonner";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UpdateApiKey, type ApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";

/** Changes what a key is called; whatever uses it notices nothing. */
export function RenameKeyDialog({ apiKey, open, onClose }: { apiKey: ApiKey; open: boolean; onClose: () => void }) {
  const { rename } = useApiKeyActions();
  async function save({ name }: UpdateApiKey) {
    await rename(apiKey.id, { name });
    onClose();
    toast(`The key is called ${name} now.`);
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Rename key"
      schema={UpdateApiKey}
      values={{ name: apiKey.name }}
      action="Save"
      onSubmit={save}
    >
      {({ control }) => (
        <TextField
          control={control}
          name="name"
          label="Name"
          hint="Programs that use the key are not affected."
          autoComplete="off"
          maxLength={80}
        />
      )}
    </FormDialog>
  );
}
