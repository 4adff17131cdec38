import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "#browser/api/api.ts";
import { InvitationView } from "#features/invitations/contract.ts";
import { useInvitationToken } from "./invitation-token.ts";

export const invitationPath = (token: string) => `/v1/invitations/${encodeURIComponent(token)}`;

/** An invitation as whoever is signed in, or nobody, is shown it. */
export const invitationQuery = (token: string, userId: string | null) =>
  queryOptions({
    queryKey: ["invitation", token, userId],
    queryFn: ({ signal }) => api(invitationPath(token), InvitationView, { signal }),
  });

/**
 * The invitation for which somebody signs in or up. `view` is null without one, and where it cannot be read: then the
 * server says what is wrong with it.
 */
export function useInvitation(): { token: string | null; view: InvitationView | null; isLoading: boolean } {
  const token = useInvitationToken();
  const { data, isLoading } = useQuery({ ...invitationQuery(token ?? "", null), enabled: token !== null, retry: false });
  return { token, view: data ?? null, isLoading };
}
