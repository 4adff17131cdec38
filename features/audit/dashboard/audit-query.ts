import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { AuditKinds, AuditPage, type AuditFilter, type exportFormats } from "../contract.ts";
import type { AuditSearch } from "./audit-search-params.ts";

const entriesPerPage = 50;

/** The log, newest first; each page continues after the last entry of the one before. */
export const auditQuery = (organizationId: string, search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: [organizationId, "audit-entries", search],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      organizationApi(organizationId)("/audit-entries", AuditPage, {
        signal,
        search: { ...filterOf(search), per_page: entriesPerPage, before: pageParam },
      }),
    getNextPageParam: ({ data }) => (data.length < entriesPerPage ? undefined : data.at(-1)?.id),
  });

/** What the acts of the log are about. */
export const auditKindsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "audit-kinds"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => organizationApi(organizationId)("/audit-entries/kinds", AuditKinds, { signal }),
  });

/** Where the entries that are shown are had as a file. */
export function exportAddress(organizationId: string, search: AuditSearch, format: (typeof exportFormats)[number]): string {
  const named = Object.entries(filterOf(search)).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return organizationPath(organizationId, `/audit-entries/export?${new URLSearchParams([["format", format], ...named])}`);
}

function filterOf({ query, who, what, actor, target, from, to }: AuditSearch): AuditFilter {
  return {
    query: query?.trim() || undefined,
    actor_type: who,
    action: what,
    actor_id: actor,
    target_id: target,
    from: from && startOf(from, 0),
    to: to && startOf(to, 1),
  };
}

/** When a day begins where the reader is, or one of the days after it. */
function startOf(date: string, daysLater: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + daysLater).toISOString();
}
