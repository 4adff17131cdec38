import { useState, type FormEvent, type ReactNode } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogActions, DialogBody } from "./dialog.tsx";
import { Field, FieldError, inputClasses } from "./field.tsx";

type ConfirmDialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** What goes, and whether it comes back. */
  sentence: ReactNode;
  /** The verb and its object: "Delete project". */
  action: string;
  /** `primary` where nothing is lost. */
  look?: "danger" | "primary";
  onConfirm: () => Promise<unknown>;
  /** A name that has to be typed first, for what cannot be undone and holds much. */
  typedName?: string;
};

/** Asks before something is lost. It closes when the work is done and says so when it failed. */
export function ConfirmDialog({ open, onClose, title, sentence, action, look = "danger", onConfirm, typedName }: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function confirm(event: FormEvent) {
    event.preventDefault();
    // It may be asked within a form, which React would send as well.
    event.stopPropagation();
    if (pending) return;
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setPending(false);
    }
  }

  function close() {
    setTyped("");
    setFailure(null);
    onClose();
  }

  return (
    <Dialog open={open} onClose={close} title={title}>
      <form onSubmit={(event) => void confirm(event)}>
        <DialogBody>
          <div className="text-soft">{sentence}</div>
          {typedName !== undefined && (
            <Field label={<>{t.rich("confirmDialog.typeName", { typedName, b: (text) => <b className="font-semibold">{text}</b> })}</>}>
              {(ties) => (
                <input
                  {...ties}
                  className={inputClasses}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  autoComplete="off"
                />
              )}
            </Field>
          )}
          {failure && <FieldError>{failure}</FieldError>}
        </DialogBody>
        <DialogActions>
          <Button onClick={close}>{t("confirmDialog.cancel")}</Button>
          <Button type="submit" look={look} pending={pending} disabled={typedName !== undefined && typed.trim() !== typedName.trim()}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
