import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateText } from "../contract.ts";
import { useSourceActions } from "./sources.ts";

const nameLengthMax = 255;

type PasteTextProps = {
  /** What the text is about, where that is known already. */
  name?: string;
  onClose: () => void;
  /** It is stored, and the dialog has nothing more to do. */
  onAdded: () => void;
};

/** Adds a text that is in no file. */
export function PasteTextDialog({ open, ...form }: PasteTextProps & { open: boolean }) {
  return (
    <Dialog open={open} onClose={form.onClose} title="Paste text" sentence="Agents answer from it as from a file.">
      <PasteTextForm {...form} />
    </Dialog>
  );
}

function PasteTextForm({ name = "", onClose, onAdded }: PasteTextProps) {
  const { addText } = useSourceActions();
  const form = useZodForm(CreateText, { name: name.slice(0, nameLengthMax), text: "" });
  async function add(values: CreateText) {
    await addText(values);
    onAdded();
  }
  return (
    <Form form={form} onSubmit={add}>
      <DialogBody>
        <TextField
          control={form.control}
          name="name"
          label="Name"
          hint="What it is about. Answers name it as their source."
          autoComplete="off"
        />
        <TextArea control={form.control} name="text" label="Text" hint="Lines that begin with # are read as headings." rows={10} />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          Add text
        </Button>
      </DialogActions>
    </Form>
  );
}
