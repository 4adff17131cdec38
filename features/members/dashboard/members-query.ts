import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { organizationQuery, useRefreshOrganizations } from "#browser/api/organization.ts";
import { Member, type MemberSort } from "../contract.ts";

export const membersPerPage = 20;

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

/** Reads again what a change of memberships shows in: both lists, one's own permissions, cards and counts. */
export function useRefreshMembers(organizationId: string): () => Promise<void> {
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [organizationId, "members"] }),
      client.invalidateQueries({ queryKey: organizationQuery(organizationId).queryKey }),
      client.invalidateQueries({ queryKey: [organizationId, "invitations"] }),
      client.invalidateQueries({ queryKey: [organizationId, "seats"] }),
      refresh(),
    ]);
  };
}
