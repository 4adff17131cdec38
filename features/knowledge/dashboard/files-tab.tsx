import { useQuery } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { SourceStatus, type Source } from "../contract.ts";
import { fileRule } from "./check-file.ts";
import { KnowledgeSearch, useKnowledgeSearch } from "./knowledge-search-params.ts";
import { t } from "./messages.ts";
import { ReadingBar } from "./reading-bar.tsx";
import { SourceList } from "./source-list.tsx";
import { sourcesQuery } from "./sources.ts";

/** Fewer than these are seen at a glance and need no search. */
const searchFrom = 8;
const statuses = [
  { value: "all", label: t("filesTab.allStatuses") },
  { value: "processing", label: t("filesTab.processing") },
  { value: "synced", label: t("filesTab.synced") },
  { value: "failed", label: t("filesTab.failed") },
  { value: "warnings", label: t("filesTab.warnings") },
];

type Words = {
  none: string;
  noneSentence: string;
  search: string;
  failure: string;
  counted: (count: number) => string;
  noMatch: string;
  /** Files can be dropped on the page. */
  dropHere: boolean;
};

export const wordsOfFiles: Words = {
  none: t("filesTab.noFilesYet"),
  noneSentence: t("filesTab.noFilesSentence"),
  search: t("filesTab.searchFiles"),
  failure: t("filesTab.unavailable"),
  counted: (count) => t("filesTab.counted", { count }),
  noMatch: t("filesTab.noMatch"),
  dropHere: true,
};

export const wordsOfUrls: Words = {
  none: t("filesTab.noUrlsYet"),
  noneSentence: t("filesTab.noUrlsSentence"),
  search: t("filesTab.searchUrls"),
  failure: t("filesTab.urlsUnavailable"),
  counted: (count) => t("filesTab.countedUrls", { count }),
  noMatch: t("filesTab.noUrlMatch"),
  dropHere: false,
};

export const wordsOfAnswers: Words = {
  none: t("filesTab.noAnswersYet"),
  noneSentence: t("filesTab.noAnswersSentence"),
  search: t("filesTab.searchAnswers"),
  failure: t("filesTab.answersUnavailable"),
  counted: (count) => t("filesTab.countedAnswers", { count }),
  noMatch: t("filesTab.noAnswerMatch"),
  dropHere: false,
};

/** The sources of some kinds, live. */
export function FilesTab({
  all,
  kind,
  words: says,
  icon,
  actions,
  onReplace,
  WriteForSources,
}: {
  /** Which kinds are listed here, and what they are called. */
  kind: string;
  words: Words;
  icon: LucideIcon;
  /** How many there are without a filter. */
  all: number;
  actions: ReactNode;
  onReplace: (source: Source, files: File[]) => void;
  WriteForSources: ComponentType<{ sources: readonly Source[]; onDone: () => void }>;
}) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const may = useCan()("source:create");
  const whoMay = useWhoMay();
  const {
    search: { q, status, sort, page },
    go,
    replace,
  } = useKnowledgeSearch();
  const { words, query, search } = useSearchWords(q, (next) => replace({ q: next, page: 1 }));
  const filter = { status: SourceStatus.safeParse(status).data, ...(status === "warnings" && { warnings: true as const }) };
  const sources = useQuery(sourcesQuery(organizationId, projectId, { page, kind, query, sort, ...filter }));
  const isNarrowed = q !== undefined || status !== undefined;

  if (all === 0) {
    return (
      <EmptyState icon={icon} title={says.none} action={actions}>
        {may ? says.noneSentence : whoMay("source:create", (roles) => t("filesTab.whoMay", { roles }))}
      </EmptyState>
    );
  }
  return (
    <>
      {says.dropHere && <ReadingBar kind={kind} all={all} />}
      {(all > searchFrom || isNarrowed) && (
        <div className="mb-3 flex flex-wrap gap-2">
          <SearchField label={says.search} value={words} onChange={search} className="sm:w-64" />
          <Select
            aria-label={t("filesTab.status")}
            className="w-36"
            options={statuses}
            value={status ?? "all"}
            onChange={(next) => replace({ status: KnowledgeSearch.shape.status.parse(next), page: 1 })}
          />
        </div>
      )}
      <PagedList
        query={sources}
        failure={says.failure}
        permission="source:read"
        counted={says.counted}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={null}
        narrowed={{
          title: says.noMatch,
          sentence: t("filesTab.noMatchSentence"),
          onReset() {
            search("");
            replace({ q: undefined, status: undefined, page: 1 });
          },
        }}
      >
        {({ data, total, size_bytes }) => (
          <SourceList
            sources={data}
            total={total}
            sizeBytes={size_bytes}
            onReplace={onReplace}
            WriteForSources={WriteForSources}
            sort={sort}
            onSort={(next) => replace({ sort: next, page: 1 })}
          />
        )}
      </PagedList>
      {may && says.dropHere && Boolean(sources.data?.data.length) && (
        <p className="mt-3 text-sm text-soft sm:text-right pointer-coarse:hidden">{t("filesTab.dropAnywhere", { fileRule })}</p>
      )}
    </>
  );
}
