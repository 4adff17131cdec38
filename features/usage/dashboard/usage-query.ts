import { queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { Usage, type UsageGroup } from "../contract.ts";
import { daysOf } from "./periods.ts";

const rowsPerPage = 20;

/** The organization's usage in a period such as `2026-11`, this one where it is undefined. */
export const usageQuery = (organizationId: string, period: string | undefined, group: UsageGroup, page = 1) =>
  queryOptions({
    queryKey: [organizationId, "usage", { period, group, page }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/usage", Usage, {
        signal,
        search: { ...(period === undefined ? {} : daysOf(period)), group_by: group, page, per_page: rowsPerPage },
      }),
  });
