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

/** What the organization is called, how it stands, whose it is, and its end. */
export function OrganizationSettingsPage() {
  const organization = useOrganization();
  return (
    <Page title="Organization Settings" sentence="They apply to every project and everybody in the organization.">
      <SettingsSection title="Organization Name" sentence="What your team and the people you invite see.">
        <OrganizationNameForm key={organization.id} organization={organization} />
      </SettingsSection>
      <StatusSection />
      <BillingAddressSection />
      <PhoneNumbersSection />
      <SettingsSection title="Time Zone" sentence="Where the organization's days and months begin.">
        <TimeZoneForm key={organization.id} organization={organization} />
      </SettingsSection>
      <OwnershipSection />
      <ExportSection />
      <DeleteOrganizationSection />
    </Page>
  );
}
