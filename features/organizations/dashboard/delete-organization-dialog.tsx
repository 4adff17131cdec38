import { useQuery } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { formatBytes, formatCount } from "#browser/ui/format.ts";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { DeletionBegun, DeletionPreview, type Organization } from "../contract.ts";
import { t } from "./messages.ts";

/** Shows what would go, asks for the organization's name, and begins its deletion. */
export function DeleteOrganizationDialog({
  organization,
  open,
  onClose,
}: {
  organization: Organization;
  open: boolean;
  onClose: () => void;
}) {
  const refresh = useRefresh([organization.id], ...ownOrganizations);

  async function remove() {
    const body = { confirm_name: organization.name };
    await refresh.after(organizationApi(organization.id)("", DeletionBegun, { method: "DELETE", body }));
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("deleteOrganizationDialog.title", { name: organization.name })}
      sentence={open && <WhatGoes organizationId={organization.id} />}
      action={t("deleteOrganizationDialog.deleteOrganization")}
      typedName={organization.name}
      onConfirm={remove}
    />
  );
}

function WhatGoes({ organizationId }: { organizationId: string }) {
  const preview = useQuery({
    queryKey: [organizationId, "deletion"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/deletion", DeletionPreview, { signal }),
    staleTime: 0,
  });
  if (preview.isError) {
    return (
      <p role="alert">
        {t("deleteOrganizationDialog.notCounted", { error: messageOf(preview.error) })}{" "}
        <Button size="small" onClick={() => void preview.refetch()}>
          {t("deleteOrganizationDialog.countAgain")}
        </Button>
      </p>
    );
  }
  return (
    <>
      <p>{t("deleteOrganizationDialog.after")}</p>
      {preview.data ? (
        <ul
          aria-label={t("deleteOrganizationDialog.whatIsDeleted")}
          className="mt-2 grid gap-x-6 gap-y-1 text-text tabular-nums sm:grid-cols-2"
        >
          {preview.data.named.map(({ one, count }) => (
            <li key={one}>{formatCount(count, one)}</li>
          ))}
          <li>
            {t("deleteOrganizationDialog.files", { count: preview.data.file_count })}, {formatBytes(preview.data.file_bytes)}
          </li>
        </ul>
      ) : (
        <output aria-label={t("deleteOrganizationDialog.counting")} className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} className="my-1 h-3 w-2/3" />
          ))}
        </output>
      )}
    </>
  );
}
