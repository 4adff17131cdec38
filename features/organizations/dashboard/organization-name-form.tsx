import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { z } from "zod";
import { organizationApi } from "#dashboard/api/api.ts";
import { organizationQuery, useCan, useRefreshOrganizations } from "#dashboard/api/organization.ts";
import { whoMay } from "#dashboard/api/who-may.ts";
import { Card, CardFooter } from "#dashboard/ui/card.tsx";
import { Form, useZodForm } from "#dashboard/ui/form.tsx";
import { FormFooter } from "#dashboard/ui/form-footer.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { Organization, UpdateOrganization } from "../contract.ts";

/** Renames the organization; who may not reads the name and who may. */
export function OrganizationNameForm({ organization }: { organization: Organization }) {
  const may = useCan()("organization:update");
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const form = useZodForm(UpdateOrganization, { name: organization.name });

  async function rename(body: z.output<typeof UpdateOrganization>) {
    const saved = await organizationApi(organization.id)("", Organization, { method: "PATCH", body });
    client.setQueryData(organizationQuery(organization.id).queryKey, saved);
    form.reset({ name: saved.name });
    await refresh();
    toast("The name is saved.");
  }

  return (
    <Form form={form} onSubmit={rename}>
      <Card>
        <div className="p-5">
          <TextField control={form.control} name="name" label="Name" readOnly={!may} autoComplete="organization" />
        </div>
        {may ? (
          <FormFooter form={form} hint="Up to 80 characters." />
        ) : (
          <CardFooter>{`${whoMay("organization:update")} change the name.`}</CardFooter>
        )}
      </Card>
    </Form>
  );
}
