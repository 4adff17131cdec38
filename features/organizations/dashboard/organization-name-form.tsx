import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#dashboard/api/api.ts";
import { organizationQuery, useCan, useRefreshOrganizations } from "#dashboard/api/organization.ts";
import { whoMay } from "#dashboard/api/who-may.ts";
import { Card, CardFooter } from "#dashboard/ui/card.tsx";
import { ConflictNotice } from "#dashboard/ui/conflict-notice.tsx";
import { Form, useZodForm } from "#dashboard/ui/form.tsx";
import { FormFooter } from "#dashboard/ui/form-footer.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { UnsavedChanges } from "#dashboard/ui/unsaved-changes.tsx";
import { useVersionedForm } from "#dashboard/ui/versioned-form.ts";
import { Organization, OrganizationName } from "../contract.ts";

/** Renames the organization; who may not reads the name and who may. */
export function OrganizationNameForm({ organization }: { organization: Organization }) {
  const may = useCan()("organization:update");
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const form = useZodForm(NameOfOrganization, valuesOf(organization));
  const { save, conflict } = useVersionedForm(form, {
    record: organization,
    valuesOf,
    read: () => client.fetchQuery({ ...organizationQuery(organization.id), staleTime: 0 }),
    write: (body, version) => organizationApi(organization.id)("", Organization, { method: "PATCH", body, version }),
  });
  const { isDirty, isSubmitting } = form.formState;

  async function rename(values: Parameters<typeof save>[0]) {
    const saved = await save(values);
    if (!saved) return;
    client.setQueryData(organizationQuery(organization.id).queryKey, saved);
    await refresh();
    toast("The name is saved.");
  }

  return (
    <Form form={form} onSubmit={rename}>
      <Card>
        <div className="p-5">
          <TextField control={form.control} name="name" label="Organization Name" readOnly={!may} autoComplete="organization" />
        </div>
        {conflict && <ConflictNotice form={form} conflict={conflict} labels={{ name: "Organization Name" }} />}
        {may ? (
          <FormFooter form={form} hint="Up to 80 characters." />
        ) : (
          <CardFooter>{`${whoMay("organization:update")} change the name.`}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}

const NameOfOrganization = z.object({ name: OrganizationName });
const valuesOf = (organization: Organization | null) => ({ name: organization?.name ?? "" });
