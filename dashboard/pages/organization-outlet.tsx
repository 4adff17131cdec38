import { useQuery } from "@tanstack/react-query";
import { Outlet, useMatches, useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { useGone } from "#browser/api/gone.ts";
import { installationQuery } from "#browser/api/session.ts";
import { hasPage } from "#browser/ui/sections.ts";
import { BudgetBanner } from "#features/budgets/dashboard/budget-banner.tsx";
import { WaitingWatch } from "../layout/waiting-badge.ts";
import { useLivePages } from "../live/use-live-pages.ts";
import { NotFoundInside } from "./not-found-page.tsx";
import { OrganizationGonePage } from "./organization-gone-page.tsx";

/**
 * The pages of the organization in the address. Another organization or project creates them again: nothing that a page
 * remembers of one, neither words that were typed nor rows kept while others load, is seen in another.
 */
export function OrganizationOutlet() {
  const { organizationId, projectId } = useParams({ strict: false });
  const gone = useGone();
  useLivePages(gone ? undefined : organizationId);
  const entry = useMatches({ select: (matches) => matches.at(-1)?.staticData.entry });
  const { data: installation } = useQuery(installationQuery);
  if (gone) return <OrganizationGonePage gone={gone} />;
  if (entry && !hasPage(entry, installation?.billing)) return installation ? <NotFoundInside /> : null;
  return (
    <>
      {organizationId && <BudgetBanner organizationId={organizationId} />}
      {organizationId && projectId && (
        <Suspense>
          <WaitingWatch key={`${organizationId} ${projectId}`} />
        </Suspense>
      )}
      <Outlet key={`${organizationId} ${projectId}`} />
    </>
  );
}
