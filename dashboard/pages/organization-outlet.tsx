import { Outlet, useParams } from "@tanstack/react-router";
import { useGone } from "#dashboard/api/gone.ts";
import { BudgetBanner } from "#features/budgets/dashboard/budget-banner.tsx";
import { OrganizationGonePage } from "./organization-gone-page.tsx";

/**
 * The pages of the organization in the address. Another organization or project makes them anew: nothing that a page
 * remembers of one, neither words that were typed nor rows kept while others load, is seen in another.
 */
export function OrganizationOutlet() {
  const { organizationId, projectId } = useParams({ strict: false });
  const gone = useGone();
  if (gone) return <OrganizationGonePage gone={gone} />;
  return (
    <>
      {organizationId && <BudgetBanner organizationId={organizationId} />}
      <Outlet key={`${organizationId} ${projectId}`} />
    </>
  );
}
