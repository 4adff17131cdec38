import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateText } from "../contract.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

type PasteTextProps = {
  open: boolean;
  onClose: () => void;
  /** It is stored, and the dialog has nothing more to do. */
  onAdded: () => void;
};

/** Adds a text that is in no file. */
export function PasteTextDialog({ open, onClose, onAdded }: PasteTextProps) {
  const { addText } = useSourceActions();
  async function add(values: CreateText) {
    await addText(values);
    onAdded();
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("pasteTextDialog.title")}
      sentence={t("pasteTextDialog.sentence")}
      schema={CreateText}
      values={{ name: "", text: "" }}
      action={t("pasteTextDialog.addText")}
      onSubmit={add}
    >
      {({ control }) => (
        <>
          <TextField
            control={control}
            name="name"
            label={t("pasteTextDialog.name")}
            hint={t("pasteTextDialog.nameHint")}
            autoComplete="off"
          />
          <TextArea control={control} name="text" label={t("pasteTextDialog.text")} hint={t("pasteTextDialog.textHint")} rows={10} />
        </>
      )}
    </FormDialog>
  );
}
