import { useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SearchNote } from "#browser/ui/search-note.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useDebounced } from "#browser/ui/use-debounced.ts";
import { AuditDays } from "./audit-days.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { useAuditSearch } from "./audit-search-params.ts";
import { auditQuery } from "./audit-query.ts";
import { ExportMenu } from "./export-menu.tsx";
import { t } from "./messages.ts";

/** Who did what in the organization, when and from where: newest first, by the day. */
export function AuditLogPage() {
  const organizationId = useOrganizationId();
  const { search, isFiltered, clear, replace } = useAuditSearch();
  const [words, setWords] = useState(search.query ?? "");
  const entries = useInfiniteQuery(auditQuery(organizationId, { ...search, query: useDebounced(search.query) }));
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
    <Page title={t("auditLogPage.auditLog")} sentence={t("auditLogPage.sentence")} actions={isOpen && <ExportMenu />}>
      {isOpen && (
        <AuditFilters
          words={words}
          onWords={type}
          onClear={showAll}
          names={entries.data.pages[0]?.filtered_by ?? { actor: null, target: null }}
        />
      )}
      <Loaded query={entries} failure={t("auditLogPage.failed")} permission="audit:read" skeleton={<SkeletonRows rows={6} />}>
        {({ pages }) => {
          const [{ total, left_out, searched_from, indexing } = nothing] = pages;
          const all = pages.flatMap(({ data }) => data);
          return (
            <>
              {all.length === 0 ? (
                isFiltered ? (
                  <EmptyState
                    icon={SearchX}
                    title={t("auditLogPage.noMatch")}
                    action={<Button onClick={showAll}>{t("auditLogPage.clearFilters")}</Button>}
                  >
                    {t("auditLogPage.noMatchSentence")}
                  </EmptyState>
                ) : (
                  <EmptyState icon={History} title={t("auditLogPage.none")}>
                    {t("auditLogPage.noneSentence")}
                  </EmptyState>
                )
              ) : (
                <AuditDays entries={all} />
              )}
              <SearchNote
                className="mt-4"
                reach={{ left_out, searched_from, indexing }}
                older={(from) => t("auditLogPage.older", { from })}
                frequent={(from) => t("auditLogPage.frequent", { from })}
                further={
                  searched_from !== null && (
                    <Button size="small" onClick={() => replace({ to: localDay(searched_from) })}>
                      {t("auditLogPage.further")}
                    </Button>
                  )
                }
              />
              {all.length > 0 && (
                <div className="mt-4 flex flex-wrap items-center justify-between gap-2 text-sm text-soft tabular-nums">
                  <span aria-live="polite">
                    {entries.hasNextPage
                      ? t("auditLogPage.shown", { shown: formatNumber(all.length), total: formatNumber(total) })
                      : t("auditLogPage.counted", { count: all.length })}
                  </span>
                  {entries.hasNextPage && (
                    <Button size="small" pending={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
                      {t("auditLogPage.showOlder")}
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
