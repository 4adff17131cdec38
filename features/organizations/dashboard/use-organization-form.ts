import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { organizationApi } from "#browser/api/api.ts";
import { organizationQuery, useRefreshOrganizations } from "#browser/api/organization.ts";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { Organization, type UpdateOrganization } from "../contract.ts";

/** A form over some of the organization's own fields: saves them, says `saved`, and shows what a colleague saved meanwhile. */
export function useOrganizationForm<Values extends FieldValues, Result extends UpdateOrganization>(
  form: UseFormReturn<Values, unknown, Result>,
  { organization, valuesOf, saved }: { organization: Organization; valuesOf: (organization: Organization | null) => Values; saved: string },
) {
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const { save, conflict } = useVersionedForm(form, {
    record: organization,
    valuesOf,
    read: () => client.fetchQuery({ ...organizationQuery(organization.id), staleTime: 0 }),
    write: (body, version) => organizationApi(organization.id)("", Organization, { method: "PATCH", body, version }),
  });

  async function submit(values: Result): Promise<void> {
    const stands = await save(values);
    if (!stands) return;
    client.setQueryData(organizationQuery(organization.id).queryKey, stands);
    await refresh();
    toast(saved);
  }
  return { submit, conflict };
}
