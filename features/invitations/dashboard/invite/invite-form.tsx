import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { z } from "zod";
import { ApiError } from "#browser/api/api-error.ts";
import { useIsMailing, useMe } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Field } from "#browser/ui/field.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { Select } from "#browser/ui/select.tsx";
import { useFileDrop } from "#browser/ui/use-file-drop.ts";
import { EmailConfirmation } from "#features/identity/dashboard/email-confirmation.tsx";
import { invitedMax } from "../../contract.ts";
import { useRoleOptions } from "#features/members/dashboard/roles/role-options.ts";
import { t } from "../messages.ts";
import { AddressField } from "./address-field.tsx";
import { AddressProblems } from "./address-problems.tsx";
import type { Address } from "./parse-addresses.ts";
import type { Addresses } from "./use-addresses.ts";
import { csvEndings, useCsv } from "./use-csv.ts";

type InviteFormProps = {
  addresses: Addresses;
  role: string;
  onRole: (role: string) => void;
  /** Sends the first that one call takes. @throws ApiError */
  onSend: (emails: readonly string[], rest: readonly Address[]) => Promise<void>;
};

/** Whom to invite, and as what. */
export function InviteForm({ addresses, role, onRole, onSend }: InviteFormProps) {
  const { user } = useMe();
  const isMailing = useIsMailing();
  const [sending, setSending] = useState(0);
  const [error, setError] = useState<string>();
  const [needsProof, setNeedsProof] = useState(false);
  // What is chosen stands outside it, and stays when more are invited.
  const form = useZodForm(z.object({}), {});
  const input = useRef<HTMLInputElement>(null);
  const takeFiles = useCsv(addresses);
  const isOver = useFileDrop((files) => void takeFiles(files), sending === 0);
  const { list, notice } = addresses;
  const roles = useRoleOptions().filter(({ disabled }) => !disabled);
  // What is wrong is said while something is wrong, and no longer.
  const shown = error !== undefined && (problemOf(list) ?? undefined);

  async function send() {
    const all = addresses.commit();
    const problem = problemOf(all);
    setError(problem ?? undefined);
    setNeedsProof(false);
    if (problem !== null) return input.current?.focus();
    const now = all.slice(0, invitedMax);
    setSending(now.length);
    try {
      await onSend(
        now.map(({ text }) => text),
        all.slice(invitedMax),
      );
    } catch (thrown) {
      setNeedsProof(thrown instanceof ApiError && thrown.status === 403 && !user.email_verified);
      setSending(0);
      throw thrown;
    }
  }

  return (
    <DialogForm
      form={form}
      onSubmit={send}
      action={
        sending > 0
          ? t(isMailing ? "inviteForm.sendingCount" : "inviteForm.creatingCount", { count: sending })
          : t("inviteForm.sendInvitations")
      }
      asksBeforeClosing={false}
    >
      {needsProof && <EmailConfirmation user={user} />}
      <div className="flex flex-col gap-1.5">
        <Field
          label={t("inviteForm.emailAddresses")}
          error={shown || undefined}
          hint={
            <>
              <AddressProblems list={list} />
              {t("inviteForm.typeOrPaste")}
            </>
          }
        >
          {(ties) => <AddressField ties={ties} addresses={addresses} isOver={isOver} ref={input} />}
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-soft">
          <FileChooser label={t("inviteForm.csvFile")} accept={csvEndings} multiple={false} onFiles={(files) => void takeFiles(files)}>
            {(open) => (
              <Button size="small" icon={FileUp} onClick={open}>
                {t("inviteForm.chooseACsv")}
              </Button>
            )}
          </FileChooser>
          <span className="tabular-nums">
            {list.length > invitedMax
              ? t("inviteForm.first", { count: list.length, max: invitedMax })
              : list.length > 0 && t("inviteForm.counted", { count: list.length })}
          </span>
        </div>
        <p role="status" className="text-sm text-soft empty:hidden">
          {notice}
        </p>
      </div>
      <Field label={t("inviteForm.role")} hint={roles.find(({ value }) => value === role)?.hint}>
        {(ties) => <Select {...ties} options={roles} value={role} onChange={onRole} />}
      </Field>
    </DialogForm>
  );
}

function problemOf(list: readonly Address[]): string | null {
  if (list.length === 0) return t("inviteForm.noAddress");
  const wrong = list.filter(({ error }) => error !== null).length;
  return wrong === 0 ? null : t("inviteForm.wrong", { count: wrong });
}
