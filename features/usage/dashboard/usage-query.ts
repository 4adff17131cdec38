import { queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#dashboard/api/api.ts";
import { Usage, type UsageGroup } from "../contract.ts";
import { daysOf } from "./periods.ts";

export const rowsPerPage = 20;

/** The organization's usage in a period such as `2026-11`, this one where it is undefined. */
export const usageQuery = (organizationId: string, period: string | undefined, group: UsageGroup, page = 1) =>
  queryOptions({
    queryKey: [organizationId, "usage", { period, group, page }],
    // Another page of the same table, and nothing else, is shown until the next has come.
    placeholderData: (shown, query) =>
      query?.queryKey[0] === organizationId && query.queryKey[2].period === period && query.queryKey[2].group === group ? shown : undefined,
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/usage", Usage, {
        signal,
        search: { ...(period === undefined ? {} : daysOf(period)), group_by: group, page, per_page: rowsPerPage },
      }),
  });
