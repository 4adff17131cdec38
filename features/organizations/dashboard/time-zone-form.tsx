import { z } from "zod";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { ComboboxField, type Choice } from "#browser/ui/combobox-field.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TimeZone, type Organization } from "../contract.ts";
import { useOrganizationForm } from "./use-organization-form.ts";

/** Chooses the time zone of the organization's calendar; those who cannot read it and who can. */
export function TimeZoneForm({ organization }: { organization: Organization }) {
  const refusal = useRefusal("organization:update", (roles) => `${roles} change the time zone.`);
  const { form, submit, conflict } = useOrganizationForm(ZoneOfOrganization, { organization, valuesOf, saved: "The time zone is saved." });
  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint="Named after the largest city of each."
      refusal={refusal}
      conflict={conflict}
      labels={{ time_zone: "Time zone" }}
    >
      <CardFields>
        <ComboboxField
          control={form.control}
          name="time_zone"
          label="Time zone"
          hint="Usage is counted by its days and months. A change applies from the next month; the current one ends as it began."
          choices={choicesWith(organization.time_zone)}
          empty="No time zone has this name. Try a large city nearby."
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
