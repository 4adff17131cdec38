import { queryOptions } from "@tanstack/react-query";
import { api } from "#dashboard/api/api.ts";
import { InvitationView } from "../contract.ts";

export const invitationPath = (token: string) => `/v1/invitations/${encodeURIComponent(token)}`;

/** An invitation as whoever is signed in, or nobody, is shown it. */
export const invitationQuery = (token: string, userId: string | null) =>
  queryOptions({
    queryKey: ["invitation", token, userId],
    queryFn: ({ signal }) => api(invitationPath(token), InvitationView, { signal }),
  });
