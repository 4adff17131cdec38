import { queryOptions } from "@tanstack/react-query";
import { api } from "#browser/api/api.ts";
import { AccountLink } from "../contract.ts";

/** The state of a one-time link from a mail, for the person who is signed in or nobody. Asking changes nothing. */
export const accountLinkQuery = (token: string, userId: string | null) =>
  queryOptions({
    queryKey: ["account link", token, userId],
    gcTime: 0,
    queryFn: ({ signal }) => api("/api/auth/account-link", AccountLink, { signal, search: { token } }),
  });
