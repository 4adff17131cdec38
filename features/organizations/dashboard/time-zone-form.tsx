import { z } from "zod";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { ComboboxField, type Choice } from "#browser/ui/combobox-field.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TimeZone, type Organization } from "../contract.ts";
import { t } from "./messages.ts";
import { useOrganizationForm } from "./use-organization-form.ts";

/** Chooses the time zone of the organization's calendar; those who cannot read it and who can. */
export function TimeZoneForm({ organization }: { organization: Organization }) {
  const refusal = useRefusal("organization:update", (roles) => t("timeZoneForm.whoMay", { roles }));
  const { form, submit, conflict } = useOrganizationForm(ZoneOfOrganization, { organization, valuesOf, saved: t("timeZoneForm.saved") });
  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={t("timeZoneForm.hint")}
      refusal={refusal}
      conflict={conflict}
      labels={{ time_zone: t("timeZoneForm.timeZone") }}
    >
      <CardFields>
        <ComboboxField
          control={form.control}
          name="time_zone"
          label={t("timeZoneForm.timeZone")}
          hint={t("timeZoneForm.timeZoneHint")}
          choices={choicesWith(organization.time_zone)}
          empty={t("timeZoneForm.timeZoneEmpty")}
          disabled={refusal !== null}
        />
      </CardFields>
    </SettingsForm>
  );
}

const ZoneOfOrganization = z.object({ time_zone: TimeZone });
const valuesOf = (organization: Organization | null) => ({ time_zone: organization?.time_zone ?? "UTC" });

/** Those that the browser knows, and the one that is chosen, which may be called otherwise there. */
function choicesWith(chosen: string): Choice[] {
  const zones = new Set(["UTC", chosen, ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " "), also: zone.split(/[/_]/) }));
}
