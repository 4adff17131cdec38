import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { organizationQuery, ownOrganizations } from "#browser/api/organization.ts";
import { Member, type MemberSort } from "../contract.ts";

const membersPerPage = 20;

type Options = {
  page?: number;
  perPage?: number;
  query?: string | undefined;
  role?: string | undefined;
  sort?: MemberSort | undefined;
};

/** The organization's members, Owners first unless sorted otherwise, whose name or address holds the words. */
export const membersQuery = (organizationId: string, options: Options = {}) => {
  const { page = 1, perPage = membersPerPage, ...search } = options;
  return queryOptions({
    queryKey: [organizationId, "members", { page, perPage, ...search }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/members", listOf(Member), { signal, search: { page, per_page: perPage, ...search } }),
  });
};

/** What a change of memberships shows in: both lists, one's own permissions, cards and counts. */
export const staleByMembers = (organizationId: string) => [
  [organizationId, "members"],
  organizationQuery(organizationId).queryKey,
  [organizationId, "invitations"],
  [organizationId, "seats"],
  ...ownOrganizations,
];
