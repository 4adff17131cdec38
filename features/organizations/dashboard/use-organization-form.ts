import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { FieldValues } from "react-hook-form";
import type { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { organizationQuery, ownOrganizations } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { Organization, type UpdateOrganization } from "../contract.ts";

/** A form over some of the organization's own fields: saves them, says `saved`, and shows what a colleague saved meanwhile. */
export function useOrganizationForm<Values extends FieldValues, Result extends UpdateOrganization>(
  schema: z.ZodType<Result, Values>,
  { organization, valuesOf, saved }: { organization: Organization; valuesOf: (organization: Organization | null) => Values; saved: string },
) {
  const client = useQueryClient();
  const refresh = useRefresh(...ownOrganizations);
  return useVersionedForm<Values, Result, Organization>(schema, {
    record: organization,
    valuesOf,
    read: () => client.fetchQuery({ ...organizationQuery(organization.id), staleTime: 0 }),
    write: (body, version) => organizationApi(organization.id)("", Organization, { method: "PATCH", body, version }),
    async onSaved(stands) {
      client.setQueryData(organizationQuery(organization.id).queryKey, stands);
      await refresh();
      toast(saved);
    },
  });
}
