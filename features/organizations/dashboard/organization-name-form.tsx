import { z } from "zod";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { OrganizationName, type Organization } from "../contract.ts";
import { t } from "./messages.ts";
import { useOrganizationForm } from "./use-organization-form.ts";

/** Renames the organization; those who cannot read the name and who can. */
export function OrganizationNameForm({ organization }: { organization: Organization }) {
  const refusal = useRefusal("organization:update", (roles) => t("organizationNameForm.whoMay", { roles }));
  const { form, submit, conflict } = useOrganizationForm(NameOfOrganization, {
    organization,
    valuesOf,
    saved: t("organizationNameForm.saved"),
  });
  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={t("organizationNameForm.hint")}
      refusal={refusal}
      conflict={conflict}
      labels={{ name: t("organizationNameForm.name") }}
    >
      <CardFields>
        <TextField
          control={form.control}
          name="name"
          label={t("organizationNameForm.name")}
          readOnly={refusal !== null}
          autoComplete="organization"
        />
      </CardFields>
    </SettingsForm>
  );
}

const NameOfOrganization = z.object({ name: OrganizationName });
const valuesOf = (organization: Organization | null) => ({ name: organization?.name ?? "" });
