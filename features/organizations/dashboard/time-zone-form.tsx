import { z } from "zod";
import { useCan } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { ComboboxField, type Choice } from "#browser/ui/combobox-field.tsx";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { TimeZone, type Organization } from "../contract.ts";
import { useOrganizationForm } from "./use-organization-form.ts";

/** Chooses the time zone of the organization's calendar; those who cannot read it and who can. */
export function TimeZoneForm({ organization }: { organization: Organization }) {
  const may = useCan()("organization:update");
  const whoMay = useWhoMay();
  const form = useZodForm(ZoneOfOrganization, valuesOf(organization));
  const { submit, conflict } = useOrganizationForm(form, { organization, valuesOf, saved: "The time zone is saved." });
  const { isDirty, isSubmitting } = form.formState;

  return (
    <Form form={form} onSubmit={submit}>
      <Card>
        <div className="p-5">
          <ComboboxField
            control={form.control}
            name="time_zone"
            label="Time zone"
            hint="Usage is counted by its days and months. A change applies from the next month; the current one ends as it began."
            choices={choicesWith(organization.time_zone)}
            empty="No time zone has this name. Try a large city nearby."
            disabled={!may}
          />
        </div>
        {conflict && <ConflictNotice form={form} conflict={conflict} labels={{ time_zone: "Time zone" }} />}
        {may ? (
          <FormFooter form={form} hint="Named after the largest city of each." />
        ) : (
          <CardFooter>{whoMay("organization:update", "change the time zone")}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}

const ZoneOfOrganization = z.object({ time_zone: TimeZone });
const valuesOf = (organization: Organization | null) => ({ time_zone: organization?.time_zone ?? "UTC" });

/** Those that the browser knows, and the one that is chosen, which may be called otherwise there. */
function choicesWith(chosen: string): Choice[] {
  const zones = new Set(["UTC", chosen, ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " "), also: zone.split(/[/_]/) }));
}
