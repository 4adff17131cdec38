import { useOrganization } from "#dashboard/api/organization.ts";
import { Card } from "#dashboard/ui/card.tsx";
import { formatDate } from "#dashboard/ui/format.ts";
import { Page } from "#dashboard/ui/page.tsx";
import { SettingsSection } from "#dashboard/ui/settings-section.tsx";
import { StatusBadge } from "#dashboard/ui/status-badge.tsx";
import { ExportSection } from "#features/exports/dashboard/export-section.tsx";
import { OrganizationNameForm } from "#features/organizations/dashboard/organization-name-form.tsx";
import { statusLooks } from "#features/organizations/dashboard/organization-status.ts";

/** What the organization is called and how it stands. */
export function OrganizationSettingsPage() {
  const organization = useOrganization();
  const { label, tone } = statusLooks[organization.status];
  const since = organization.status_since
    ? `since ${formatDate(organization.status_since)}`
    : `Made on ${formatDate(organization.created_at)}`;
  return (
    <Page title="Organization Settings" sentence="They hold for every project and everybody in the organization.">
      <SettingsSection title="Organization Name" sentence="What your team and the people you invite see.">
        <OrganizationNameForm key={organization.id} organization={organization} />
      </SettingsSection>
      <SettingsSection title="Status" sentence="Where the organization stands, and why.">
        <Card className="flex flex-wrap items-center gap-3 p-5">
          <StatusBadge tone={tone}>{label}</StatusBadge>
          <span>{organization.status_reason ? `${since}: ${organization.status_reason}` : since}</span>
        </Card>
      </SettingsSection>
      <ExportSection />
    </Page>
  );
}
