import { useNavigate } from "@tanstack/react-router";
import type { z } from "zod";
import { api } from "#browser/api/api.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateOrganization, OrganizationCard } from "../contract.ts";
import { t } from "./messages.ts";

/** Creates another organization and opens it. */
export function NewOrganizationDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const refresh = useRefresh(...ownOrganizations);
  const navigate = useNavigate();

  async function create(body: z.output<typeof CreateOrganization>) {
    const { id } = await api("/v1/organizations", OrganizationCard, { method: "POST", body });
    await refresh();
    await navigate({ to: "/organizations/$organizationId/projects", params: { organizationId: id }, replace: true });
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("newOrganizationDialog.title")}
      sentence={t("newOrganizationDialog.sentence")}
      schema={CreateOrganization}
      values={{ name: "" }}
      action={t("newOrganizationDialog.createOrganization")}
      onSubmit={create}
    >
      {({ control }) => (
        <TextField
          control={control}
          name="name"
          label={t("newOrganizationDialog.name")}
          hint={t("newOrganizationDialog.nameHint")}
          autoComplete="organization"
        />
      )}
    </FormDialog>
  );
}
