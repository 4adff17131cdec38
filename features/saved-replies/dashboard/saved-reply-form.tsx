import type { z } from "zod";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { CreateSavedReply, type SavedReply } from "../contract.ts";
import { t } from "./messages.ts";
import { useSavedReplyActions } from "./saved-replies.ts";

type FormProps = { reply: SavedReply | null; onClose: () => void; onSaved: (reply: SavedReply) => void };

/** Adds a saved reply, or changes one. */
export function SavedReplyForm({ open, ...props }: FormProps & { open: boolean }) {
  return (
    <Dialog open={open} onClose={props.onClose} title={props.reply ? t("replyForm.edit") : t("replyForm.add")}>
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ reply, onSaved }: FormProps) {
  const { create, update, read } = useSavedReplyActions();
  const { form, submit, conflict } = useVersionedForm<z.input<typeof CreateSavedReply>, z.output<typeof CreateSavedReply>, SavedReply>(
    CreateSavedReply,
    {
      record: reply,
      valuesOf: (saved) => ({ name: saved?.name ?? "", text: saved?.text ?? "", shortcut: saved?.shortcut ?? "" }),
      read: async () => (reply ? read(reply.id) : null),
      write: (body, version) => (reply ? update(reply.id, body, version) : create(body)),
      onSaved,
    },
  );
  const { control } = form;
  return (
    <DialogForm
      form={form}
      onSubmit={submit}
      action={t("replyForm.save")}
      conflict={
        conflict && (
          <ConflictNotice
            form={form}
            conflict={conflict}
            labels={{ name: t("replyForm.name"), text: t("replyForm.text"), shortcut: t("replyForm.shortcut") }}
          />
        )
      }
    >
      <TextField control={control} name="name" label={t("replyForm.name")} autoComplete="off" />
      <TextArea control={control} name="text" label={t("replyForm.text")} hint={t("replyForm.textHint")} rows={5} />
      <TextField control={control} name="shortcut" label={t("replyForm.shortcut")} hint={t("replyForm.shortcutHint")} autoComplete="off" />
    </DialogForm>
  );
}
