import { toast } from "sonner";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UpdateApiKey, type ApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";

/** Changes what a key is called; whatever uses it notices nothing. */
export function RenameKeyDialog({ apiKey, open, onClose }: { apiKey: ApiKey; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Rename key">
      <RenameForm apiKey={apiKey} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { rename } = useApiKeyActions();
  const form = useZodForm(UpdateApiKey, { name: apiKey.name });
  async function save({ name }: UpdateApiKey) {
    await rename(apiKey.id, { name });
    onClose();
    toast(`The key is called ${name} now.`);
  }
  return (
    <Form form={form} onSubmit={save}>
      <DialogBody>
        <TextField
          control={form.control}
          name="name"
          label="Name"
          hint="Programs that use the key are not affected."
          autoComplete="off"
          maxLength={80}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          Save
        </Button>
      </DialogActions>
    </Form>
  );
}
