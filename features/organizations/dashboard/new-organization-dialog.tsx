import { useNavigate } from "@tanstack/react-router";
import type { z } from "zod";
import { api } from "#browser/api/api.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateOrganization, OrganizationCard } from "../contract.ts";

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
      title="New organization"
      sentence="A separate place for projects, people and settings. You are its Owner."
      schema={CreateOrganization}
      values={{ name: "" }}
      action="Create organization"
      onSubmit={create}
    >
      {({ control }) => (
        <TextField
          control={control}
          name="name"
          label="Organization Name"
          hint="What your team and the people you invite see. Up to 80 characters."
          autoComplete="organization"
        />
      )}
    </FormDialog>
  );
}
