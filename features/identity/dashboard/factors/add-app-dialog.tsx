import { useState } from "react";
import { toast } from "sonner";
import { encode } from "uqr";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { AppBegun, FactorAdded, FactorCode, FactorName } from "../../contract/factors.ts";
import { t } from "../messages.ts";
import { ConfirmStep } from "./confirm-step.tsx";
import { RecoveryCodesShown } from "./recovery-codes.tsx";

type Props = { open: boolean; onClose: () => void };

/** Adds an authenticator app: confirm, scan and type its first code, and keep the recovery codes that come with the first factor. */
export function AddAppDialog({ open, onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={t("addAppDialog.title")}>
      <Steps onClose={onClose} />
    </Dialog>
  );
}

function Steps({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<AppBegun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  if (codes) return <RecoveryCodesShown codes={codes} />;
  if (begun) return <ScanForm begun={begun} onCodes={setCodes} onClose={onClose} />;
  return (
    <ConfirmStep path="/factors/app/begin" answer={AppBegun} action={t("factors.continue")} onDone={setBegun}>
      <p className="text-soft">{t("addAppDialog.sentence")}</p>
    </ConfirmStep>
  );
}

const Scanned = z.object({ code: FactorCode, name: FactorName });

type ScanProps = { begun: AppBegun; onCodes: (codes: readonly string[]) => void; onClose: () => void };

function ScanForm({ begun: { step, secret, uri }, onCodes, onClose }: ScanProps) {
  const refresh = useRefresh(["me"]);
  const form = useZodForm(Scanned, { code: "", name: t("addAppDialog.app") });
  const { control } = form;

  async function add(values: z.output<typeof Scanned>) {
    const added = await refresh.after(api("/api/auth/factors/app", FactorAdded, { method: "POST", body: { step, ...values } }));
    if (added.recovery_codes) return onCodes(added.recovery_codes);
    onClose();
    toast(t("factors.added", { name: added.factor.name }));
  }

  return (
    <DialogForm form={form} onSubmit={add} action={t("addAppDialog.add")} asksBeforeClosing={false}>
      <p className="text-soft">{t("addAppDialog.scan")}</p>
      <div className="flex flex-wrap items-center gap-4">
        <QrCode text={uri} />
        <div className="min-w-0 flex-1 basis-48">
          <p className="text-soft">{t("addAppDialog.orType")}</p>
          <p className="my-2 font-mono [overflow-wrap:anywhere]">{secret.match(/.{1,4}/g)?.join(" ")}</p>
          <CopyButton size="small" text={secret} label={t("addAppDialog.copyKey")} />
        </div>
      </div>
      <TextField
        control={control}
        name="code"
        label={t("addAppDialog.code")}
        hint={t("addAppDialog.codeHint")}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        autoFocus
      />
      <TextField control={control} name="name" label={t("factors.name")} hint={t("factors.nameHint")} autoComplete="off" maxLength={80} />
    </DialogForm>
  );
}

/** Dark on light in both themes: not every camera reads it the other way round. */
function QrCode({ text }: { text: string }) {
  const { size, data } = encode(text, { border: 2 });
  return (
    <svg role="img" aria-label={t("addAppDialog.qrCode")} viewBox={`0 0 ${size} ${size}`} className="size-44 shrink-0 rounded-sm">
      <rect width={size} height={size} fill="#fff" />
      <g fill="#000" shapeRendering="crispEdges">
        {data.flatMap((row, y) => row.map((isDark, x) => isDark && <rect key={y * size + x} x={x} y={y} width={1} height={1} />))}
      </g>
    </svg>
  );
}
