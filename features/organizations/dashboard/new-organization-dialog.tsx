import { useNavigate } from "@tanstack/react-router";
import type { z } from "zod";
import { api } from "#browser/api/api.ts";
import { useRefreshOrganizations } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateOrganization, OrganizationCard } from "../contract.ts";

/** Creates another organization and opens it. */
export function NewOrganizationDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New organization"
      sentence="A separate place for projects, people and settings. You are its Owner."
    >
      <NewOrganizationForm onClose={onClose} />
    </Dialog>
  );
}

function NewOrganizationForm({ onClose }: { onClose: () => void }) {
  const form = useZodForm(CreateOrganization, { name: "" });
  const refresh = useRefreshOrganizations();
  const navigate = useNavigate();

  async function create(body: z.output<typeof CreateOrganization>) {
    const { id } = await api("/v1/organizations", OrganizationCard, { method: "POST", body });
    await refresh();
    await navigate({ to: "/organizations/$organizationId/projects", params: { organizationId: id }, replace: true });
  }

  return (
    <Form form={form} onSubmit={create}>
      <DialogBody>
        <TextField
          control={form.control}
          name="name"
          label="Organization Name"
          hint="What your team and the people you invite see. Up to 80 characters."
          autoComplete="organization"
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          Create organization
        </Button>
      </DialogActions>
    </Form>
  );
}
