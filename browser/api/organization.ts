import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Permission } from "#access/permissions.ts";
import { Organization } from "#features/organizations/contract.ts";
import { organizationApi } from "./api.ts";
import { meQuery } from "./session.ts";

/** An organization with what the caller may do in it. Every key of its queries begins with its id. */
export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "organization"],
    staleTime: 30_000,
    queryFn: ({ signal }) => organizationApi(organizationId)("", Organization, { signal }),
  });

/** The organization in the address: the only place that says where one is. */
export function useOrganizationId(): string {
  const { organizationId } = useParams({ strict: false });
  if (organizationId === undefined) throw new Error("This address names no organization.");
  return organizationId;
}

/** The organization in the address; its route has loaded it before the page is drawn. */
export function useOrganization(): Organization {
  return useSuspenseQuery(organizationQuery(useOrganizationId())).data;
}

/** The name of the organization in the address, null on a page outside any. */
export function useOrganizationName(): string | null {
  const { organizationId } = useParams({ strict: false });
  const { data } = useQuery({ ...organizationQuery(organizationId ?? ""), enabled: organizationId !== undefined });
  return data?.name ?? null;
}

/** `const can = useCan(); can("project:create")`: what the caller can do in the organization of the address at the moment. */
export function useCan(): (permission: Permission) => boolean {
  const organization = useOrganization();
  return (permission) => mayIn(organization, permission);
}

/** Whether its status and the caller's role there let this be done in an organization. */
export function mayIn({ permissions, read_only }: Organization, permission: Permission): boolean {
  return permissions.includes(permission) && (!read_only || outlastsStatus(permission));
}

/** All lists of the user's organizations. */
export const organizationsKey = ["organizations"];

/** What can still be done in an organization that is read-only: looking at it, taking it along, ending it or bringing it back. */
const outlastsStatus = (permission: Permission) =>
  /:(read|list)$/.test(permission) || permission === "organization:export" || permission === "organization:delete";

/** What the cards of the user's organizations, the switcher and their names show; for `useRefresh`. */
export const ownOrganizations = [meQuery.queryKey, organizationsKey] as const;
