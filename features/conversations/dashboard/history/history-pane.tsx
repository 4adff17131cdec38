import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { SearchField } from "#browser/ui/search-field.tsx";
import { formatSince, isNow } from "#browser/ui/format.ts";
import { useNow } from "#browser/ui/use-now.ts";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useConversationsSearch } from "../conversations-search-params.ts";
import { countsQuery } from "../conversations.ts";
import { t } from "../messages.ts";
import { ConversationList } from "./conversation-list.tsx";
import { HistoryMenu } from "./history-menu.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { filterOf, noFilters } from "./list-filter.ts";
import { ViewChips } from "./view-chips.tsx";

/** The conversations to choose from: how many wait, the search, the views, and the list. */
export function HistoryPane() {
  const { search, replace } = useConversationsSearch();
  const { words, query, search: type } = useSearchWords(search.query, (typed) => replace({ query: typed?.slice(0, 200) }));
  function showAll() {
    type("");
    replace({ ...noFilters, view: undefined, query: undefined });
  }
  return (
    <section aria-label={t("historyPane.title")} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex flex-col gap-3 border-b px-3 pt-4 pb-3">
        <div className="flex items-start justify-between gap-2 pl-1">
          <div>
            <h1 className="text-lg font-semibold">{t("historyPane.title")}</h1>
            <WhoWaits />
          </div>
          <HistoryMenu />
        </div>
        <div className="flex gap-2">
          <SearchField label={t("historyPane.search")} value={words} onChange={type} className="flex-1 sm:w-auto sm:flex-1" />
          <FilterMenu />
        </div>
        <ViewChips />
      </header>
      <ConversationList filter={filterOf({ ...search, query })} onShowAll={showAll} />
    </section>
  );
}

/** "Two wait for a person, the first for 6 min." */
function WhoWaits() {
  const { data: counts } = useQuery(countsQuery(useOrganizationId(), useProjectId()));
  const now = useNow();
  if (!counts) return <p className="min-h-5 text-sm text-soft" />;
  const { waiting: count, waiting_since: since } = counts;
  const isLong = since !== null && !isNow(since, now);
  return (
    <>
      <p className="text-sm text-soft">
        {isLong ? t("historyPane.waitFor", { count, time: formatSince(since, now) }) : t("historyPane.wait", { count })}
      </p>
      {/* Said aloud when another one waits, and not at every minute. */}
      <p role="status" className="sr-only">
        {count > 0 && t("historyPane.wait", { count })}
      </p>
    </>
  );
}
