import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { organizationQuery, useRefreshOrganizations } from "#browser/api/organization.ts";
import { Invitation, Member, Seats, type MemberSort } from "../contract.ts";

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

export const invitationsPerPage = 10;

/** The invitations that nobody has answered yet, the newest first. */
export const invitationsQuery = (organizationId: string, { page = 1, ...search }: Pick<Options, "page" | "query" | "role"> = {}) =>
  queryOptions({
    queryKey: [organizationId, "invitations", { page, ...search }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/invitations", listOf(Invitation), {
        signal,
        search: { page, per_page: invitationsPerPage, ...search },
      }),
  });

/** How many more people may be invited. */
export const seatsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "seats"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/seats", Seats, { signal }),
  });

/** Reads the pending invitations again, and what of seats is left. */
export function useRefreshInvitations(organizationId: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [organizationId, "invitations"] }),
      client.invalidateQueries({ queryKey: seatsQuery(organizationId).queryKey }),
    ]);
  };
}

/** Reads again what a change of memberships shows in: both lists, one's own permissions, cards and counts. */
export function useRefreshMembers(organizationId: string): () => Promise<void> {
  const client = useQueryClient();
  const refresh = useRefreshOrganizations();
  const refreshInvitations = useRefreshInvitations(organizationId);
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [organizationId, "members"] }),
      client.invalidateQueries({ queryKey: organizationQuery(organizationId).queryKey }),
      refreshInvitations(),
      refresh(),
    ]);
  };
}
