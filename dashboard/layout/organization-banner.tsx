import { useQuery } from "@tanstack/react-query";
import { organizationQuery } from "#dashboard/api/organization.ts";
import { Banner } from "#dashboard/ui/banner.tsx";
import { formatDate } from "#dashboard/ui/format.ts";

/** What concerns the whole organization, above every page of it. */
export function OrganizationBanner({ organizationId }: { organizationId: string }) {
  const { data: organization } = useQuery(organizationQuery(organizationId));
  if (!organization || organization.status === "active") return null;
  return (
    <Banner tone={organization.status === "past_due" ? "warn" : "bad"} className="mb-6">
      {organization.status === "past_due" && "The last payment failed. Everything works for 14 days from then."}
      {organization.status === "suspended" && `This organization is suspended and can only be read. ${organization.status_reason ?? ""}`}
      {organization.status === "deleting" &&
        `This organization is read-only and will be deleted for good${organization.purge_at ? ` on ${formatDate(organization.purge_at)}` : ""}.`}
    </Banner>
  );
}
