import { useQuery } from "@tanstack/react-query";
import { organizationQuery } from "#browser/api/organization.ts";
import { asSentence, standingOf } from "#features/organizations/dashboard/standing.ts";
import { Banner } from "#browser/ui/banner.tsx";
import type { Organization } from "#features/organizations/contract.ts";
import { RestoreButton } from "#features/organizations/dashboard/restore-button.tsx";
import { t } from "../messages.ts";

/** What concerns the whole organization, above every page of it. */
export function OrganizationBanner({ organizationId }: { organizationId: string }) {
  const { data: organization } = useQuery(organizationQuery(organizationId));
  if (!organization || organization.status === "active") return null;
  const canRestore = organization.status === "deleting" && organization.permissions.includes("organization:delete");
  return (
    <Banner
      tone={organization.status === "past_due" ? "warn" : "bad"}
      className="mb-6 group-data-fills/main:m-3"
      action={canRestore && <RestoreButton organization={organization} size="small" />}
    >
      {headOf(organization)} <span className="font-normal">{standingOf(organization)}</span>
    </Banner>
  );
}

function headOf({ status, status_reason }: Organization): string {
  if (status === "past_due") return t("organizationBanner.pastDue");
  if (status === "deleting") return t("organizationBanner.deleting");
  return status_reason ? t("organizationBanner.suspendedFor", { reason: asSentence(status_reason) }) : t("organizationBanner.suspended");
}
