import { useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useOrganizationId } from "#dashboard/api/organization.ts";
import { messageOf } from "#dashboard/api/api-error.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { EmptyState } from "#dashboard/ui/empty-state.tsx";
import { FieldError } from "#dashboard/ui/field.tsx";
import { formatCount, formatDate, formatNumber } from "#dashboard/ui/format.ts";
import { Loaded } from "#dashboard/ui/loaded.tsx";
import { Page } from "#dashboard/ui/page.tsx";
import { SkeletonRows } from "#dashboard/ui/skeleton.tsx";
import { AuditDays } from "./audit-days.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { useAuditAddress } from "./audit-address.ts";
import { auditQuery } from "./audit-query.ts";
import { ExportMenu } from "./export-menu.tsx";

/** Who did what in the organization, when and from where: newest first, by the day. */
export function AuditLogPage() {
  const organizationId = useOrganizationId();
  const { search, isFiltered, clear, go } = useAuditAddress();
  const [words, setWords] = useState(search.query ?? "");
  const entries = useInfiniteQuery(auditQuery(organizationId, useDeferredValue(search)));
  const isOpen = entries.data !== undefined;
  const type = (next: string) => {
    setWords(next);
    go({ query: next.trim() || undefined });
  };
  const showAll = () => {
    setWords("");
    clear();
  };

  return (
    <Page
      title="Audit Log"
      sentence="Who did what in the organization, when and from where. Nobody can change or remove an entry."
      actions={isOpen && <ExportMenu />}
    >
      {isOpen && <AuditFilters words={words} onWords={type} onClear={showAll} shown={entries.data.pages[0]?.data ?? []} />}
      <Loaded query={entries} what="The audit log" permission="audit:read" skeleton={<SkeletonRows rows={6} />}>
        {({ pages }) => {
          const [{ total, searched_from: searchedFrom } = { total: 0, searched_from: null }] = pages;
          const all = pages.flatMap(({ data }) => data);
          return (
            <>
              {all.length === 0 ? (
                isFiltered ? (
                  <EmptyState icon={SearchX} title="No entry matches" action={<Button onClick={showAll}>Clear filters</Button>}>
                    The search looks at who acted, at the name of what was acted on, and at the kind of act.
                  </EmptyState>
                ) : (
                  <EmptyState icon={History} title="Nothing was done yet">
                    Each change in the organization leaves an entry here.
                  </EmptyState>
                )
              ) : (
                <AuditDays entries={all} />
              )}
              {searchedFrom !== null && (
                <p className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-soft">
                  The words were looked for in the newest entries, back to {formatDate(searchedFrom)}.
                  <Button size="small" onClick={() => go({ to: localDay(searchedFrom) })}>
                    Search further back
                  </Button>
                </p>
              )}
              {all.length > 0 && (
                <div className="mt-4 flex flex-wrap items-center justify-between gap-2 text-sm text-soft tabular-nums">
                  <span aria-live="polite">
                    {entries.hasNextPage
                      ? `${formatNumber(all.length)} of ${formatNumber(total)}`
                      : formatCount(all.length, "entry", "entries")}
                  </span>
                  {entries.hasNextPage && (
                    <Button size="small" pending={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
                      Show older entries
                    </Button>
                  )}
                </div>
              )}
              {entries.isFetchNextPageError && <FieldError>{messageOf(entries.error)}</FieldError>}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** The day of a time where the reader is, as `2026-11-27`. */
function localDay(time: string): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
