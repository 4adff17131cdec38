import { useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { organizationQuery, useOrganization, ownOrganizations } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { Organization, UpdateOrganization } from "../contract.ts";
import { t } from "./messages.ts";

/** Gives the organization a name of one's own, or confirms the one that sign-up made of the email address. */
export function NameOrganizationDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const organization = useOrganization();
  const client = useQueryClient();
  const refresh = useRefresh(...ownOrganizations);

  async function save(body: z.output<typeof UpdateOrganization>) {
    const saved = await organizationApi(organization.id)("", Organization, { method: "PATCH", body, version: organization.version });
    client.setQueryData(organizationQuery(organization.id).queryKey, saved);
    await refresh();
    onClose();
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("nameOrganizationDialog.title")}
      sentence={t("nameOrganizationDialog.sentence")}
      schema={UpdateOrganization}
      values={{ name: organization.name }}
      action={t("nameOrganizationDialog.saveName")}
      onSubmit={save}
    >
      {({ control }) => <TextField control={control} name="name" label={t("nameOrganizationDialog.name")} autoComplete="organization" />}
    </FormDialog>
  );
}
