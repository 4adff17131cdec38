import { Ellipsis, Link2, Send, UserCog, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { useIsMailing } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { useRoles } from "#features/members/dashboard/roles/roles.ts";
import type { Invitation } from "../contract.ts";
import { InvitationLinkDialog } from "./invitation-link-dialog.tsx";
import { InvitationRoleDialog } from "./invitation-role-dialog.tsx";
import { t } from "./messages.ts";
import { useInvitationActs } from "./use-invitation-acts.ts";

/** What can be done about an invitation while nobody has answered it. */
export function InvitationMenu({ invitation }: { invitation: Invitation }) {
  const can = useCan();
  const isBelow = useRoles().some(({ id, mayGive }) => id === invitation.role && mayGive);
  const acts = useInvitationActs();
  const isMailing = useIsMailing();
  const [dialog, setDialog] = useState<"role" | "revoke" | null>(null);
  const [link, setLink] = useState<{ ask: () => Promise<string> } | null>(null);
  const [isSending, setSending] = useState(false);
  const { email, status, invited_by } = invitation;
  // Only the operator changes the operator's.
  if (!can("member:invite") || !isBelow || invited_by === null) return null;
  const isExpired = status === "expired";
  const close = () => setDialog(null);

  async function resend() {
    setSending(true);
    try {
      const { outcome, link: fresh } = await acts.resend(invitation);
      if (fresh) setLink({ ask: async () => fresh });
      else if (outcome === "sent" && !isMailing) setLink({ ask: async () => (await acts.mintLink(invitation)).link });
      else toast(outcome === "sent" ? t("invitationMenu.resent", { email }) : t("invitationMenu.invitedAgain", { email }));
    } catch (error) {
      toast.error(messageOf(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <>
      <Menu
        trigger={
          <Button
            look="ghost"
            size="small"
            square
            icon={Ellipsis}
            pending={isSending}
            aria-label={t("invitationMenu.actions", { email })}
          />
        }
      >
        <MenuItem icon={Send} onSelect={() => void resend()}>
          {t("invitationMenu.resend")}
        </MenuItem>
        <MenuItem
          icon={Link2}
          disabled={isExpired}
          reason={t("invitationMenu.resendFirst")}
          onSelect={() => setLink({ ask: async () => (await acts.mintLink(invitation)).link })}
        >
          {t("invitationMenu.copyLink")}
        </MenuItem>
        <MenuItem icon={UserCog} onSelect={() => setDialog("role")}>
          {t("invitationMenu.changeRole")}
        </MenuItem>
        <MenuItem icon={X} danger onSelect={() => setDialog("revoke")}>
          {t("invitationMenu.revoke")}
        </MenuItem>
      </Menu>
      {link && <InvitationLinkDialog email={email} ask={link.ask} onClose={() => setLink(null)} />}
      {dialog === "role" && <InvitationRoleDialog invitation={invitation} onClose={close} />}
      <ConfirmDialog
        open={dialog === "revoke"}
        onClose={close}
        title={t("invitationMenu.revokeTitle", { email })}
        sentence={t("invitationMenu.revokeSentence")}
        action={t("invitationMenu.revokeInvitation")}
        onConfirm={async () => {
          await acts.revoke(invitation);
          toast(t("invitationMenu.revoked", { email }));
        }}
      />
    </>
  );
}
