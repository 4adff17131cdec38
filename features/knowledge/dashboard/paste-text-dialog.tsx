import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateText } from "../contract.ts";
import { useSourceActions } from "./sources.ts";

const nameLengthMax = 255;

type PasteTextProps = {
  open: boolean;
  /** What the text is about, where that is known already. */
  name?: string;
  onClose: () => void;
  /** It is stored, and the dialog has nothing more to do. */
  onAdded: () => void;
};

/** Adds a text that is in no file. */
export function PasteTextDialog({ open, name = "", onClose, onAdded }: PasteTextProps) {
  const { addText } = useSourceActions();
  async function add(values: CreateText) {
    await addText(values);
    onAdded();
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Paste text"
      sentence="Agents answer from it as from a file."
      schema={CreateText}
      values={{ name: name.slice(0, nameLengthMax), text: "" }}
      action="Add text"
      onSubmit={add}
    >
      {({ control }) => (
        <>
          <TextField
            control={control}
            name="name"
            label="Name"
            hint="What it is about. Answers name it as their source."
            autoComplete="off"
          />
          <TextArea control={control} name="text" label="Text" hint="Lines that begin with # are read as headings." rows={10} />
        </>
      )}
    </FormDialog>
  );
}
