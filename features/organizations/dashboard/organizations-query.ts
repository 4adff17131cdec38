import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { organizationsKey } from "#browser/api/organization.ts";
import { OrganizationCard } from "../contract.ts";

/** Whole rows of cards, however many are in one. */
const organizationsPerPage = 30;

/** A page of the user's organizations, last used first; all, or those whose name holds `query`. */
export const organizationsQuery = (filter: { page: number; query: string | undefined }) =>
  queryOptions({
    queryKey: [...organizationsKey, filter],
    queryFn: ({ signal }) =>
      api("/v1/organizations", listOf(OrganizationCard), { signal, search: { ...filter, per_page: organizationsPerPage } }),
    placeholderData: keepPreviousData,
  });
