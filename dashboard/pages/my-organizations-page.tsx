import { OrganizationMenu } from "#features/members/dashboard/organization-menu.tsx";
import type { OrganizationCard } from "#features/organizations/contract.ts";
import { OrganizationsPage } from "#features/organizations/dashboard/organizations-page.tsx";

/** The user's organizations, with what one may do about each in its card. */
export function MyOrganizationsPage() {
  return <OrganizationsPage menuOf={menuOf} />;
}

function menuOf(organization: OrganizationCard) {
  return <OrganizationMenu organization={organization} />;
}
