import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { deviceOf } from "#browser/ui/device.ts";
import { TextField } from "#browser/ui/text-field.tsx";
import { FactorAdded, FactorName, PasskeyBegun } from "../../contract/factors.ts";
import { t } from "../messages.ts";
import { ConfirmStep } from "./confirm-step.tsx";
import { makePasskey } from "./passkey.ts";
import { RecoveryCodesShown } from "./recovery-codes.tsx";

type Props = { open: boolean; onClose: () => void };

/** Adds a passkey: confirm, name it and have the browser make it, and keep the recovery codes that come with the first factor. */
export function AddPasskeyDialog({ open, onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={t("addPasskeyDialog.title")}>
      <Steps onClose={onClose} />
    </Dialog>
  );
}

function Steps({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<PasskeyBegun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  if (codes) return <RecoveryCodesShown codes={codes} />;
  if (begun) return <MakeForm begun={begun} onCodes={setCodes} onClose={onClose} />;
  return (
    <ConfirmStep path="/factors/passkey/begin" answer={PasskeyBegun} action={t("factors.continue")} onDone={setBegun}>
      <p className="text-soft">{t("addPasskeyDialog.sentence")}</p>
    </ConfirmStep>
  );
}

const Named = z.object({ name: FactorName });

type MakeProps = { begun: PasskeyBegun; onCodes: (codes: readonly string[]) => void; onClose: () => void };

function MakeForm({ begun: { step, options }, onCodes, onClose }: MakeProps) {
  const refresh = useRefresh(["me"]);
  const form = useZodForm(Named, { name: deviceOf(navigator.userAgent).name });

  async function add({ name }: z.output<typeof Named>) {
    const passkey = await makePasskey(options);
    const body = { step, passkey, name };
    const added = await refresh.after(api("/api/auth/factors/passkey", FactorAdded, { method: "POST", body }));
    if (added.recovery_codes) return onCodes(added.recovery_codes);
    onClose();
    toast(t("factors.added", { name: added.factor.name }));
  }

  return (
    <DialogForm form={form} onSubmit={add} action={t("addPasskeyDialog.make")} asksBeforeClosing={false}>
      <TextField
        control={form.control}
        name="name"
        label={t("factors.name")}
        hint={t("factors.nameHint")}
        autoComplete="off"
        maxLength={80}
        autoFocus
      />
      <p className="text-soft">{t("addPasskeyDialog.browserAsks")}</p>
    </DialogForm>
  );
}
