import { useOrganization } from "#browser/api/organization.ts";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { OwnershipSection } from "#features/members/dashboard/ownership-section.tsx";
import { DeleteOrganizationSection } from "#features/organizations/dashboard/delete-organization-section.tsx";
import { BillingAddressSection } from "#features/addresses/dashboard/billing-address-section.tsx";
import { ExportSection } from "#features/exports/dashboard/export-section.tsx";
import { OrganizationNameForm } from "#features/organizations/dashboard/organization-name-form.tsx";
import { PhoneNumbersSection } from "#features/phone-numbers/dashboard/phone-numbers-section.tsx";
import { TimeZoneForm } from "#features/organizations/dashboard/time-zone-form.tsx";
import { StatusSection } from "#features/organizations/dashboard/status-section.tsx";
import { t } from "./messages.ts";

/** The organization's name, its status, its Owners, and its deletion. */
export function OrganizationSettingsPage() {
  const organization = useOrganization();
  return (
    <Page title={t("organizationSettingsPage.organizationSettings")} sentence={t("organizationSettingsPage.sentence")}>
      <SettingsSection title={t("organizationSettingsPage.organizationName")} sentence={t("organizationSettingsPage.nameSentence")}>
        <OrganizationNameForm key={organization.id} organization={organization} />
      </SettingsSection>
      <StatusSection />
      <BillingAddressSection />
      <PhoneNumbersSection />
      <SettingsSection title={t("organizationSettingsPage.timeZone")} sentence={t("organizationSettingsPage.timeZoneSentence")}>
        <TimeZoneForm key={organization.id} organization={organization} />
      </SettingsSection>
      <OwnershipSection />
      <ExportSection />
      <DeleteOrganizationSection />
    </Page>
  );
}
