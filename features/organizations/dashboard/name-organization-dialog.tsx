import { useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { organizationQuery, useOrganization, useRefreshOrganizations } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { Organization, UpdateOrganization } from "../contract.ts";

/** Gives the organization a name of one's own, or confirms the one that sign-up made of the email address. */
export function NameOrganizationDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Name your organization" sentence="What your team and the people you invite see.">
      <NameForm onClose={onClose} />
    </Dialog>
  );
}

function NameForm({ onClose }: { onClose: () => void }) {
  const organization = useOrganization();
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const form = useZodForm(UpdateOrganization, { name: organization.name });

  async function save(body: z.output<typeof UpdateOrganization>) {
    const saved = await organizationApi(organization.id)("", Organization, { method: "PATCH", body, version: organization.version });
    client.setQueryData(organizationQuery(organization.id).queryKey, saved);
    await refresh();
    onClose();
  }

  return (
    <Form form={form} onSubmit={save}>
      <DialogBody>
        <TextField control={form.control} name="name" label="Organization Name" autoComplete="organization" />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          Save name
        </Button>
      </DialogActions>
    </Form>
  );
}
