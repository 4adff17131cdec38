import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { ComboboxField } from "#browser/ui/combobox-field.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { BillingAddress, countryName, type AddressRules, type BillingAddressInput } from "../contract.ts";
import { AddressFields } from "./address-fields.tsx";
import { AddressPreview } from "./address-preview.tsx";
import { addressRulesQuery, billingAddressQuery, useAddressSchema } from "./billing-address-query.ts";
import { countryChoices } from "./country-choices.ts";
import { t } from "./messages.ts";

/** Country first, since the other fields follow from it; below them the address as an invoice shows it. */
export function BillingAddressForm({ address }: { address: BillingAddress | null }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refusal = useRefusal("billing:update", (roles) => t("billingAddressForm.whoMay", { roles }));
  const may = refusal === null;
  const { form, submit, conflict } = useVersionedForm(useAddressSchema(), {
    record: address,
    valuesOf,
    read: () => client.fetchQuery({ ...billingAddressQuery(organizationId), staleTime: 0 }),
    write: (body, version) => organizationApi(organizationId)("/billing-address", BillingAddress, { method: "PUT", body, version }),
    onSaved(saved) {
      client.setQueryData(billingAddressQuery(organizationId).queryKey, saved);
      toast(t("billingAddressForm.saved"));
    },
  });
  const country = useWatch({ control: form.control, name: "country" });
  const rules = useQuery({ ...addressRulesQuery(country), enabled: country !== "" });

  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={address ? t("billingAddressForm.savedOn", { updatedAt: formatDate(address.updated_at) }) : t("billingAddressForm.notSetYet")}
      refusal={refusal}
      conflict={conflict}
      labels={labelsOf(rules.data)}
      show={(name, value) => (name === "country" ? countryName(value) : value)}
    >
      <CardFields>
        <ComboboxField
          control={form.control}
          name="country"
          label={t("billingAddressForm.country")}
          choices={countryChoices}
          placeholder={t("billingAddressForm.countryPlaceholder")}
          empty={t("billingAddressForm.countryEmpty")}
          disabled={!may}
          // A region belongs to its country.
          onChosen={() => form.setValue("region", "", { shouldDirty: true })}
        />
        {country !== "" && rules.isPending && <Skeleton className="h-40" />}
        {rules.isError && <ErrorState failure={t("billingAddressForm.failed")} error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data && (
          <>
            <AddressFields control={form.control} rules={rules.data} address={address} readOnly={!may} />
            <AddressPreview control={form.control} rules={rules.data} />
          </>
        )}
      </CardFields>
    </SettingsForm>
  );
}

const valuesOf = (address: BillingAddress | null): BillingAddressInput => ({
  country: address?.country ?? "",
  legal_name: address?.legal_name ?? "",
  line1: address?.line1 ?? "",
  line2: address?.line2 ?? "",
  city: address?.city ?? "",
  region: address?.region ?? "",
  postal_code: address?.postal_code ?? "",
  tax_id: address?.tax_id ?? "",
});

const labelsOf = (rules: AddressRules | undefined): Record<keyof BillingAddressInput, string> => ({
  country: t("billingAddressForm.country"),
  legal_name: t("billingAddressForm.legalName"),
  line1: rules?.labels.line1 ?? t("billingAddressForm.streetAddress"),
  line2: rules?.labels.line2 ?? t("billingAddressForm.addressLine2"),
  city: rules?.labels.city ?? t("billingAddressForm.city"),
  region: rules?.labels.region ?? t("billingAddressForm.region"),
  postal_code: rules?.labels.postal_code ?? t("billingAddressForm.postalCode"),
  tax_id: rules?.tax_id.label ?? t("billingAddressForm.taxId"),
});
