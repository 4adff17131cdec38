import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#dashboard/api/api.ts";
import { listOf } from "#dashboard/api/list.ts";
import { organizationQuery, useRefreshOrganizations } from "#dashboard/api/organization.ts";
import { Member } from "../contract.ts";

export const membersPerPage = 20;

/** The organization's members, Owners first, whose name or address holds the words. */
export const membersQuery = (organizationId: string, options: { page?: number; query?: string | undefined; perPage?: number } = {}) => {
  const { page = 1, query, perPage = membersPerPage } = options;
  return queryOptions({
    queryKey: [organizationId, "members", { page, query, perPage }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/members", listOf(Member), { signal, search: { page, per_page: perPage, query } }),
  });
};

/** Reads again what a change of memberships shows in: the list, one's own permissions, cards and counts. */
export function useRefreshMembers(organizationId: string): () => Promise<void> {
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [organizationId, "members"] }),
      client.invalidateQueries({ queryKey: organizationQuery(organizationId).queryKey }),
      refresh(),
    ]);
  };
}
