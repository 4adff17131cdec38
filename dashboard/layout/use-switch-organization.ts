import { useMatches, useNavigate } from "@tanstack/react-router";

/**
 * Leads to the same page of another organization. From within a project, which the other one does not have, it leads to
 * the other's Projects, and so it does from a page outside any organization.
 */
export function useSwitchOrganization(): (organizationId: string) => Promise<void> {
  const navigate = useNavigate();
  const page = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? "" });
  return (organizationId) => navigate({ href: addressIn(organizationId, page) });
}

function addressIn(organizationId: string, page: string): string {
  const isShared = page.startsWith(prefix) && !page.includes("$", prefix.length);
  return `/organizations/${organizationId}/${isShared ? page.slice(prefix.length) : "projects"}`;
}

const prefix = "/organizations/$organizationId/";
