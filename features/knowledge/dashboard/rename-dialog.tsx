import { z } from "zod";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { Source } from "../contract.ts";
import { UpdateSource } from "../contract/answers.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

const Rename = z.object({ name: UpdateSource.shape.name.unwrap() });

/** Gives a source another name, by which answers cite it. */
export function RenameDialog({ source, open, onClose }: { source: Source; open: boolean; onClose: () => void }) {
  const { update } = useSourceActions();
  async function rename({ name }: z.output<typeof Rename>) {
    await update(source.id, { name });
    onClose();
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("renameDialog.title", { name: source.name })}
      sentence={t("renameDialog.sentence")}
      schema={Rename}
      values={{ name: source.name }}
      action={t("renameDialog.rename")}
      onSubmit={rename}
    >
      {({ control }) => <TextField control={control} name="name" label={t("renameDialog.name")} autoComplete="off" />}
    </FormDialog>
  );
}
