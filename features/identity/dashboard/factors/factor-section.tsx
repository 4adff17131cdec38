import { useQuery } from "@tanstack/react-query";
import { Ellipsis, Fingerprint, KeyRound, Pencil, Smartphone, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { formatAgo, formatDate } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { FactorName, RecoveryCodes, type Factor, type FactorList } from "../../contract/factors.ts";
import { t } from "../messages.ts";
import { AddAppDialog } from "./add-app-dialog.tsx";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { ConfirmStep } from "./confirm-step.tsx";
import { factorsQuery } from "./factors-query.ts";
import { hasPasskeys } from "./passkey.ts";
import { RecoveryCodesShown } from "./recovery-codes.tsx";

/** The second factors of the account, and the codes for when they are lost. */
export function FactorSection() {
  const factors = useQuery(factorsQuery);
  return (
    <Loaded query={factors} failure={t("factorSection.failed")} skeleton={<SkeletonRows rows={2} />}>
      {(list) => <FactorCard list={list} />}
    </Loaded>
  );
}

function FactorCard({ list: { data, recovery_codes_left } }: { list: FactorList }) {
  const [adding, setAdding] = useState<"app" | "passkey" | null>(null);
  const close = () => setAdding(null);
  return (
    <Card>
      {data.length === 0 ? (
        <p className="p-5 text-soft">{t("factorSection.none")}</p>
      ) : (
        <ul aria-label={t("factorSection.factors")} className="divide-y">
          {data.map((factor) => (
            <FactorRow key={factor.id} factor={factor} isLast={data.length === 1} />
          ))}
          <RecoveryRow left={recovery_codes_left} />
        </ul>
      )}
      <CardFooter>
        <span className="flex flex-wrap gap-2">
          <Button size="small" icon={Smartphone} onClick={() => setAdding("app")}>
            {t("factorSection.addApp")}
          </Button>
          {hasPasskeys() && (
            <Button size="small" icon={Fingerprint} onClick={() => setAdding("passkey")}>
              {t("factorSection.addPasskey")}
            </Button>
          )}
        </span>
      </CardFooter>
      <AddAppDialog open={adding === "app"} onClose={close} />
      <AddPasskeyDialog open={adding === "passkey"} onClose={close} />
    </Card>
  );
}

function FactorRow({ factor, isLast }: { factor: Factor; isLast: boolean }) {
  const [open, setOpen] = useState<"rename" | "remove" | null>(null);
  const Icon = factor.kind === "app" ? Smartphone : Fingerprint;
  const close = () => setOpen(null);
  return (
    <li className="flex min-h-14 items-center gap-3 px-5 py-2">
      <Icon aria-hidden className="size-5 shrink-0 text-soft" strokeWidth={1.5} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium [overflow-wrap:anywhere]">{factor.name}</span>
        <span className="block text-sm text-soft">
          {t(factor.kind === "app" ? "factorSection.app" : "factorSection.passkey", { date: formatDate(factor.created_at) })}
          {factor.last_used_at && ` · ${t("factorSection.lastUsed", { ago: formatAgo(factor.last_used_at) })}`}
        </span>
      </span>
      <Menu
        trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("factorSection.menu", { name: factor.name })} />}
      >
        <MenuItem icon={Pencil} onSelect={() => setOpen("rename")}>
          {t("factorSection.rename")}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setOpen("remove")}>
          {t("factorSection.remove")}
        </MenuItem>
      </Menu>
      <RenameDialog factor={factor} open={open === "rename"} onClose={close} />
      <RemoveDialog factor={factor} isLast={isLast} open={open === "remove"} onClose={close} />
    </li>
  );
}

type FactorDialogProps = { factor: Factor; open: boolean; onClose: () => void };

const Renamed = z.object({ name: FactorName });

function RenameDialog({ factor, open, onClose }: FactorDialogProps) {
  const refresh = useRefresh(factorsQuery.queryKey);

  async function rename({ name }: z.output<typeof Renamed>) {
    await refresh.after(api("/api/auth/factors/rename", z.unknown(), { method: "POST", body: { factor_id: factor.id, name } }));
    onClose();
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("factorSection.rename")}
      schema={Renamed}
      values={{ name: factor.name }}
      action={t("factorSection.rename")}
      onSubmit={rename}
    >
      {({ control }) => <TextField control={control} name="name" label={t("factors.name")} autoComplete="off" maxLength={80} />}
    </FormDialog>
  );
}

function RemoveDialog({ factor, isLast, open, onClose }: FactorDialogProps & { isLast: boolean }) {
  const refresh = useRefresh(["me"]);

  async function done() {
    await refresh();
    onClose();
    toast(t("factorSection.removed", { name: factor.name }));
  }

  return (
    <Dialog open={open} onClose={onClose} title={t("factorSection.removeTitle")}>
      <ConfirmStep
        path="/factors/remove"
        answer={z.looseObject({ status: z.literal(true) })}
        body={{ factor_id: factor.id }}
        action={t("factorSection.remove")}
        look="danger"
        onDone={done}
      >
        <p className="text-soft">{t(isLast ? "factorSection.removesLast" : "factorSection.removes", { name: factor.name })}</p>
      </ConfirmStep>
    </Dialog>
  );
}

function RecoveryRow({ left }: { left: number }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="flex min-h-14 items-center gap-3 px-5 py-2">
      <KeyRound aria-hidden className="size-5 shrink-0 text-soft" strokeWidth={1.5} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{t("recoveryCodes.codes")}</span>
        <span className={left < 3 ? "block text-sm text-warn" : "block text-sm text-soft"}>{t("recoveryCodes.left", { left })}</span>
      </span>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("recoveryCodes.renew")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("recoveryCodes.codes")}>
        <Renewal />
      </Dialog>
    </li>
  );
}

function Renewal() {
  const refresh = useRefresh(["me"]);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodesShown codes={codes} />;

  async function show({ recovery_codes }: z.output<typeof RecoveryCodes>) {
    setCodes(recovery_codes);
    await refresh();
  }

  return (
    <ConfirmStep path="/recovery-codes" answer={RecoveryCodes} action={t("recoveryCodes.renew")} onDone={show}>
      <p className="text-soft">{t("recoveryCodes.renews")}</p>
    </ConfirmStep>
  );
}
