import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, Ellipsis, Pencil, SendHorizontal, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import type { PhoneNumber, UpdatePhoneNumber } from "../contract.ts";
import { t } from "./messages.ts";
import { PhoneNumberDialog } from "./phone-number-dialog.tsx";
import { usePhoneNumberActions } from "./phone-numbers-query.ts";
import { VerifyDialog } from "./verify-dialog.tsx";

/** What can be done with a number, and the dialogs that it opens. */
export function PhoneNumberMenu({ number }: { number: PhoneNumber }) {
  const { id, international, primary, default_sender, receives_sms, verified_at } = number;
  const can = useCan();
  const installation = useQuery(installationQuery).data;
  const { update, remove } = usePhoneNumberActions();
  const [dialog, setDialog] = useState<"edit" | "verify" | "delete" | null>(null);
  const close = () => setDialog(null);
  const canVerify = installation !== undefined && installation.sms !== "none";

  async function change(body: UpdatePhoneNumber, done: string) {
    try {
      await update(id, body);
      toast(done);
    } catch (error) {
      toast.error(messageOf(error));
    }
  }

  return (
    <>
      <Menu
        trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("phoneNumberMenu.actions", { international })} />}
      >
        {can("phone_number:update") && (
          <>
            {!primary && (
              <MenuItem icon={Star} onSelect={() => void change({ primary: true }, t("phoneNumberMenu.isPrimary", { international }))}>
                {t("phoneNumberMenu.makePrimary")}
              </MenuItem>
            )}
            {default_sender ? (
              <MenuItem
                icon={SendHorizontal}
                onSelect={() => void change({ default_sender: false }, t("phoneNumberMenu.isNoSender", { international }))}
              >
                {t("phoneNumberMenu.stopUsing")}
              </MenuItem>
            ) : (
              <MenuItem
                icon={SendHorizontal}
                onSelect={() => void change({ default_sender: true }, t("phoneNumberMenu.isSender", { international }))}
              >
                {t("phoneNumberMenu.use")}
              </MenuItem>
            )}
            {canVerify && receives_sms && !verified_at && (
              <MenuItem icon={BadgeCheck} onSelect={() => setDialog("verify")}>
                {t("phoneNumberMenu.verify")}
              </MenuItem>
            )}
            <MenuItem icon={Pencil} onSelect={() => setDialog("edit")}>
              {t("phoneNumberMenu.edit")}
            </MenuItem>
          </>
        )}
        {can("phone_number:delete") && (
          <>
            <MenuSeparator />
            <MenuItem icon={Trash2} danger onSelect={() => setDialog("delete")}>
              {t("phoneNumberMenu.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      <PhoneNumberDialog open={dialog === "edit"} onClose={close} number={number} />
      <VerifyDialog open={dialog === "verify"} onClose={close} number={number} />
      <ConfirmDialog
        open={dialog === "delete"}
        onClose={close}
        title={t("phoneNumberMenu.deleteTitle", { international })}
        sentence={whatFollows(number)}
        action={t("phoneNumberMenu.deleteAction")}
        onConfirm={() => remove(id)}
      />
    </>
  );
}

function whatFollows({ primary, default_sender }: PhoneNumber): string {
  return [primary && t("phoneNumberMenu.nextPrimary"), default_sender && t("phoneNumberMenu.ownSender"), t("phoneNumberMenu.addAgain")]
    .filter(Boolean)
    .join(" ");
}
