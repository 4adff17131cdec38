import { useQuery } from "@tanstack/react-query";
import { useWatch, type Control } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { CheckboxGroup } from "#browser/ui/checkbox-group.tsx";
import { ComboboxField } from "#browser/ui/combobox-field.tsx";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { billingAddressQuery } from "#features/addresses/dashboard/billing-address-query.ts";
import { countryName } from "#features/addresses/contract.ts";
import { CreatePhoneNumber, phoneUses, type PhoneNumber } from "../contract.ts";
import { t } from "./messages.ts";
import { countryOf, phoneCountryChoices, readTyped } from "./phone-countries.ts";
import { phoneNumbersQuery, usePhoneNumberActions } from "./phone-numbers-query.ts";
import { wordsOfUse } from "./words-of-use.ts";

const PhoneForm = CreatePhoneNumber.pick({ number: true, country: true, label: true, use: true });
type Values = z.input<typeof PhoneForm>;
type Result = z.output<typeof PhoneForm>;

/** The fields of a number, typed as people type it, with the country that it is read in. */
export function PhoneNumberForm({ number, onClose }: { number: PhoneNumber | null; onClose: () => void }) {
  const { create, update, read } = usePhoneNumberActions();
  const fallback = useOwnCountry();
  const valuesOf = (of: PhoneNumber | null): Values => ({
    number: of?.national ?? "",
    country: of ? of.country : fallback,
    label: of?.label ?? "",
    use: of?.use ?? ["contact", "voice"],
  });
  const { form, submit, conflict } = useVersionedForm<Values, Result, PhoneNumber>(PhoneForm, {
    record: number,
    valuesOf,
    read: async () => (number ? await read(number.id) : null),
    write: (body, version) => (number ? update(number.id, body, version) : create(body)),
    onSaved(saved) {
      toast(
        number
          ? t("phoneNumberForm.saved", { international: saved.international })
          : t("phoneNumberForm.added", { international: saved.international }),
      );
      onClose();
    },
  });

  /** One that begins with + says its own country. */
  function follow(typed: string) {
    const country = countryOf(typed);
    if (country) form.setValue("country", country, { shouldDirty: true });
  }

  return (
    <DialogForm
      form={form}
      onSubmit={submit}
      action={number ? t("phoneNumberForm.save") : t("phoneNumberForm.addPhoneNumber")}
      conflict={
        conflict && (
          <ConflictNotice
            form={form}
            conflict={conflict}
            labels={{
              country: t("phoneNumberForm.country"),
              number: t("phoneNumberForm.phoneNumber"),
              label: t("phoneNumberForm.label"),
              use: t("phoneNumberForm.use"),
            }}
            show={inWords}
          />
        )
      }
    >
      <ComboboxField
        control={form.control}
        name="country"
        label={t("phoneNumberForm.country")}
        choices={phoneCountryChoices}
        placeholder={t("phoneNumberForm.countryPlaceholder")}
        empty={t("phoneNumberForm.countryEmpty")}
        onChosen={() => form.getFieldState("number").isTouched && void form.trigger("number")}
      />
      <TextField
        control={form.control}
        name="number"
        label={t("phoneNumberForm.number")}
        type="tel"
        autoComplete="tel"
        hint={<Reading control={form.control} />}
        onInput={(event) => follow(event.currentTarget.value)}
      />
      <TextField
        control={form.control}
        name="label"
        label={<>{t.rich("phoneNumberForm.labelOptional", { soft: (text) => <span className="font-normal text-soft">{text}</span> })}</>}
        hint={t("phoneNumberForm.labelHint")}
        autoComplete="off"
        dir="auto"
      />
      <CheckboxGroup
        control={form.control}
        name="use"
        label={t("phoneNumberForm.use")}
        options={phoneUses.map((use) => ({ value: use, ...wordsOfUse[use] }))}
      />
    </DialogForm>
  );
}

/** A value of the form as it is read: countries and uses are kept as codes. */
function inWords(name: string, value: string): string {
  if (name === "country" && value) return countryName(value);
  if (name === "use")
    return phoneUses
      .filter((use) => value.split(",").includes(use))
      .map((use) => wordsOfUse[use].label)
      .join(", ");
  return value;
}

/** What the typed number will be, as soon as it can be one. */
function Reading({ control }: { control: Control<Values, unknown, Result> }) {
  const [typed, country] = useWatch({ control, name: ["number", "country"] });
  const international = readTyped(typed, country ?? null);
  return international ? t("phoneNumberForm.fromAbroad", { international }) : t("phoneNumberForm.asYouDial");
}

/** Where the organization is, as far as one may know: by its billing address, its primary number, or one's own browser. */
function useOwnCountry(): string | null {
  const organizationId = useOrganizationId();
  const mayReadAddress = useCan()("billing:read");
  const address = useQuery({ ...billingAddressQuery(organizationId), enabled: mayReadAddress }).data;
  const numbers = useQuery(phoneNumbersQuery(organizationId)).data;
  return address?.country ?? numbers?.[0]?.country ?? new Intl.Locale(navigator.language).maximize().region ?? null;
}
