import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { Invitation, Seats } from "../contract.ts";

const invitationsPerPage = 10;

type Options = { page?: number; query?: string | undefined; role?: string | undefined };

/** The invitations that nobody has answered yet, the newest first. */
export const invitationsQuery = (organizationId: string, { page = 1, ...search }: Options = {}) =>
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

/** What inviting changes: the pending invitations, and what of seats is left. */
export const staleByInvitations = (organizationId: string) => [[organizationId, "invitations"], seatsQuery(organizationId).queryKey];
