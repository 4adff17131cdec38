import { useQuery } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { useOrganization, useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { UpdateAvailability, type Availability } from "../contract.ts";
import { availabilityQuery, readAvailability, useSaveAvailability } from "./availability-query.ts";
import type { AvailabilityResult } from "./availability-values.ts";
import { HolidaysField } from "./holidays-field.tsx";
import { HoursField } from "./hours-field.tsx";
import { t } from "./messages.ts";

/** When people of a project can be asked for, on its settings page. */
export function AvailabilitySection() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const availability = useQuery(availabilityQuery(organizationId, projectId));
  return (
    <SettingsSection title={t("availabilitySection.title")} sentence={t("availabilitySection.sentence")}>
      <Loaded query={availability} failure={t("availabilitySection.failed")} permission="project:read" skeleton={<SkeletonRows rows={4} />}>
        {(loaded) => <AvailabilityForm key={projectId} availability={loaded} />}
      </Loaded>
    </SettingsSection>
  );
}

function AvailabilityForm({ availability }: { availability: Availability | null }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { time_zone: zone } = useOrganization();
  const refusal = useRefusal("project:update", (roles) => t("availabilitySection.whoMay", { roles }));
  const readOnly = refusal !== null;
  const { form, submit, conflict } = useVersionedForm<UpdateAvailability, AvailabilityResult, Availability>(UpdateAvailability, {
    record: availability,
    valuesOf,
    read: () => readAvailability(organizationId, projectId),
    write: useSaveAvailability(),
    onSaved: () => toast(t("availabilitySection.saved")),
  });
  const { control } = form;
  const inTurn = useWatch({ control, name: "in_turn" });
  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={t("availabilitySection.hint", { zone: zone.replaceAll("_", " ") })}
      refusal={refusal}
      conflict={conflict}
      labels={{
        hours: t("availabilitySection.hours"),
        holidays: t("availabilitySection.holidays"),
        expected: t("availabilitySection.expected"),
        expected_closed: t("availabilitySection.expectedClosed"),
        wait_minutes: t("availabilitySection.waitMinutes"),
        in_turn: t("availabilitySection.inTurn"),
        limit_each: t("availabilitySection.limitEach"),
      }}
    >
      <CardFields>
        <HoursField control={control} disabled={readOnly} />
        <HolidaysField control={control} disabled={readOnly} />
      </CardFields>
      <CardFields>
        <TextField
          control={control}
          name="expected"
          label={t("availabilitySection.expected")}
          hint={t("availabilitySection.expectedHint")}
          readOnly={readOnly}
          autoComplete="off"
        />
        <TextField
          control={control}
          name="expected_closed"
          label={t("availabilitySection.expectedClosed")}
          hint={t("availabilitySection.expectedClosedHint")}
          readOnly={readOnly}
          autoComplete="off"
        />
      </CardFields>
      <CardFields>
        <NumberField
          control={control}
          name="wait_minutes"
          label={t("availabilitySection.waitMinutes")}
          hint={t("availabilitySection.waitMinutesHint")}
          unit={t("availabilitySection.minutes")}
          min={1}
          max={1440}
          disabled={readOnly}
        />
        <Checkbox
          control={control}
          name="in_turn"
          label={t("availabilitySection.giveInTurn")}
          hint={t("availabilitySection.giveInTurnHint")}
          disabled={readOnly}
        />
        {inTurn && (
          <NumberField
            control={control}
            name="limit_each"
            label={t("availabilitySection.limitEach")}
            unit={t("availabilitySection.conversations")}
            min={1}
            max={100}
            disabled={readOnly}
          />
        )}
      </CardFields>
    </SettingsForm>
  );
}

const valuesOf = (record: Availability | null): UpdateAvailability => ({
  hours: record?.hours ?? null,
  holidays: record?.holidays ?? [],
  expected: record?.expected ?? "",
  expected_closed: record?.expected_closed ?? "",
  wait_minutes: record?.wait_minutes ?? null,
  in_turn: record?.in_turn ?? false,
  limit_each: record?.limit_each ?? 5,
});
