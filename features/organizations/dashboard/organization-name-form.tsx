import { z } from "zod";
import { useCan } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { OrganizationName, type Organization } from "../contract.ts";
import { useOrganizationForm } from "./use-organization-form.ts";

/** Renames the organization; those who cannot read the name and who can. */
export function OrganizationNameForm({ organization }: { organization: Organization }) {
  const may = useCan()("organization:update");
  const whoMay = useWhoMay();
  const form = useZodForm(NameOfOrganization, valuesOf(organization));
  const { submit, conflict } = useOrganizationForm(form, { organization, valuesOf, saved: "The name is saved." });
  const { isDirty, isSubmitting } = form.formState;

  return (
    <Form form={form} onSubmit={submit}>
      <Card>
        <div className="p-5">
          <TextField control={form.control} name="name" label="Organization Name" readOnly={!may} autoComplete="organization" />
        </div>
        {conflict && <ConflictNotice form={form} conflict={conflict} labels={{ name: "Organization Name" }} />}
        {may ? (
          <FormFooter form={form} hint="Up to 80 characters." />
        ) : (
          <CardFooter>{whoMay("organization:update", "change the name")}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}

const NameOfOrganization = z.object({ name: OrganizationName });
const valuesOf = (organization: Organization | null) => ({ name: organization?.name ?? "" });
