import { useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { formatCount, formatNumber } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SearchNote } from "#browser/ui/search-note.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useSettled } from "#browser/ui/use-settled.ts";
import { AuditDays } from "./audit-days.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { useAuditSearch } from "./audit-search-params.ts";
import { auditQuery } from "./audit-query.ts";
import { ExportMenu } from "./export-menu.tsx";

/** Who did what in the organization, when and from where: newest first, by the day. */
export function AuditLogPage() {
  const organizationId = useOrganizationId();
  const { search, isFiltered, clear, replace } = useAuditSearch();
  const [words, setWords] = useState(search.query ?? "");
  const entries = useInfiniteQuery(auditQuery(organizationId, { ...search, query: useSettled(search.query) }));
  const isOpen = entries.data !== undefined;
  const type = (next: string) => {
    setWords(next);
    replace({ query: next.trim() || undefined });
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
      {isOpen && (
        <AuditFilters
          words={words}
          onWords={type}
          onClear={showAll}
          names={entries.data.pages[0]?.filtered_by ?? { actor: null, target: null }}
        />
      )}
      <Loaded query={entries} failure="The audit log could not be loaded." permission="audit:read" skeleton={<SkeletonRows rows={6} />}>
        {({ pages }) => {
          const [{ total, left_out, searched_from, indexing } = nothing] = pages;
          const all = pages.flatMap(({ data }) => data);
          return (
            <>
              {all.length === 0 ? (
                isFiltered ? (
                  <EmptyState icon={SearchX} title="No entry matches" action={<Button onClick={showAll}>Clear filters</Button>}>
                    The search matches the beginnings of words: in who acted, in the name of what was acted on, and in the kind of action.
                  </EmptyState>
                ) : (
                  <EmptyState icon={History} title="Nothing has been done yet">
                    Each change in the organization leaves an entry here.
                  </EmptyState>
                )
              ) : (
                <AuditDays entries={all} />
              )}
              <SearchNote
                className="mt-4"
                reach={{ left_out, searched_from, indexing }}
                older={(from) => `Older entries are still being made searchable. For now the search goes back to ${from}.`}
                frequent={(from) => `Every word is in very many entries, so the newest were searched, back to ${from}.`}
                further={
                  searched_from !== null && (
                    <Button size="small" onClick={() => replace({ to: localDay(searched_from) })}>
                      Search further back
                    </Button>
                  )
                }
              />
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

const nothing = { total: 0, left_out: [], searched_from: null, indexing: false };

/** The day of a time where the reader is, as `2026-11-27`. */
function localDay(time: string): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
