import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listOf } from "#browser/api/list.ts";
import { api } from "#browser/api/api.ts";
import { AccountEvent } from "../contract.ts";

/** A page of the user's own account log, the newest first. */
export const accountEventsQuery = (page: number) =>
  queryOptions({
    queryKey: ["me", "account-events", page],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api("/v1/me/account-events", listOf(AccountEvent), { search: { page, per_page: 10 }, signal }),
  });
