import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { Organization } from "#features/organizations/contract.ts";
import { t } from "./messages.ts";

/** Takes back the deletion of an organization. */
export function RestoreButton({ organization, size }: { organization: Organization; size?: "small" }) {
  const refresh = useRefresh([organization.id], ...ownOrganizations);
  const restore = useMutation({
    mutationFn: () => organizationApi(organization.id)("/restore", Organization, { method: "POST", body: {} }),
    onSuccess: () => toast(t("restoreButton.restored", { name: organization.name })),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: refresh,
  });
  return (
    <Button size={size} pending={restore.isPending} onClick={() => restore.mutate()}>
      {size === "small" ? t("restoreButton.restore") : t("restoreButton.restoreOrganization")}
    </Button>
  );
}
