import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import type { Member } from "../contract.ts";
import { staleByMembers } from "./members-query.ts";
import { t } from "./messages.ts";
import { WhatGoesWithMembers } from "./what-goes-with-members.tsx";

/** Takes somebody out of the organization, told what goes with them and what stays. */
export function RemoveMemberDialog({ member, open, onClose }: { member: Member; open: boolean; onClose: () => void }) {
  const organization = useOrganization();
  const refresh = useRefresh(...staleByMembers(organization.id));
  const { name } = member.user;

  async function remove() {
    await organizationApi(organization.id)(`/members/${member.id}`, z.null(), { method: "DELETE" });
    await refresh();
    toast(t("removeMemberDialog.removed", { name, organization: organization.name }));
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("removeMemberDialog.title", { name, organization: organization.name })}
      sentence={<WhatGoesWithMembers />}
      action={t("removeMemberDialog.removeMember")}
      onConfirm={remove}
    />
  );
}
