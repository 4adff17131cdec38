import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { t } from "./messages.ts";

/** Says what leaving means, leaves, and leads to the organizations that are left. */
export function LeaveDialog({
  organization: { id: organizationId, name },
  open,
  onClose,
}: {
  organization: { id: string; name: string };
  open: boolean;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const refresh = useRefresh(...ownOrganizations);
  const navigate = useNavigate();
  const isOnly = useMe().organizations.length === 1;

  async function leave() {
    await organizationApi(organizationId)("/leave", z.null(), { method: "POST" });
    // A page of the organization would ask for it again and find nothing, so it is left first.
    await navigate({ to: "/organizations", ignoreBlocker: true });
    client.removeQueries({ queryKey: [organizationId] });
    await refresh();
    toast(t("leaveDialog.left", { name }));
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("leaveDialog.title", { name })}
      sentence={
        <>
          <p>{t("leaveDialog.sentence")}</p>
          <p className="mt-2">{isOnly ? t("leaveDialog.last") : t("leaveDialog.comeBack")}</p>
        </>
      }
      action={t("leaveDialog.leaveOrganization")}
      onConfirm={leave}
    />
  );
}
