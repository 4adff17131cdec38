import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Source } from "../contract.ts";
import type { PageOutcome, Site, SitePage } from "../contract/sites.ts";
import { t } from "./messages.ts";
import { pagesQuery } from "./sites.ts";

const outcomes = { all: undefined, read: "synced,unchanged", skipped: "skipped", failed: "failed" } as const;
type Shown = keyof typeof outcomes;

/** The pages of a website, with the outcome of each and why. */
export function SitePages({ source, site: { pages } }: { source: Source; site: Site }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const [shown, setShown] = useState<Shown>("all");
  const [page, setPage] = useState(1);
  const { words, query, search } = useSearchWords("", () => setPage(1));
  const filter = { page, query, outcome: outcomes[shown] };
  const list = useQuery(pagesQuery(organizationId, projectId, source.id, filter));
  const show = (next: Shown) => {
    setPage(1);
    setShown(next);
  };
  const buttons: { value: Shown; label: string; count: number }[] = [
    { value: "all", label: t("sitePages.all"), count: pages.found },
    { value: "read", label: t("sitePages.read"), count: pages.read },
    { value: "skipped", label: t("sitePages.skipped"), count: pages.skipped },
    { value: "failed", label: t("sitePages.failed"), count: pages.failed },
  ];
  return (
    <div className="border-t p-3">
      <div className="mb-3 flex flex-wrap gap-2">
        <div role="group" aria-label={t("sitePages.filter")} className="flex flex-wrap gap-2">
          {buttons.map(({ value, label, count }) => (
            <Button
              key={value}
              size="small"
              aria-pressed={shown === value}
              className={shown === value ? "border-accent bg-accent-soft text-accent" : ""}
              onClick={() => show(value)}
            >
              {label} <span className="tabular-nums">{formatNumber(count)}</span>
            </Button>
          ))}
        </div>
        <SearchField label={t("sitePages.search")} value={words} onChange={search} className="sm:ml-auto sm:w-52" />
      </div>
      <PagedList
        query={list}
        failure={t("sitePages.loadFailed")}
        counted={(count) => t("sitePages.counted", { count })}
        page={page}
        onPage={setPage}
        empty={<p className="p-3 text-soft">{t("sitePages.none")}</p>}
        narrowed={
          (query !== undefined || shown !== "all") && {
            title: t("sitePages.noMatch"),
            sentence: t("sitePages.noMatchSentence"),
            onReset() {
              search("");
              show("all");
            },
          }
        }
      >
        {({ data }) => <Table label={t("sitePages.label")} columns={columns} rows={data} rowKey={({ url }) => url} />}
      </PagedList>
    </div>
  );
}

const columns: Column<SitePage>[] = [
  { id: "page", head: t("sitePages.page"), phone: "title", width: "40%", cell: (row) => <Name page={row} /> },
  {
    id: "outcome",
    head: t("sitePages.outcome"),
    phone: "right",
    cell: ({ outcome }) => <StatusBadge tone={tones[outcome]}>{words[outcome]}</StatusBadge>,
  },
  { id: "why", head: t("sitePages.why"), phone: "hidden", cell: ({ reason }) => <span className="text-sm text-soft">{reason}</span> },
  {
    id: "passages",
    head: t("sitePages.passages"),
    align: "right",
    phone: "hidden",
    cell: ({ passage_count: count }) => <span className="text-soft">{count === 0 ? "–" : formatNumber(count)}</span>,
  },
];

const tones: Record<PageOutcome, Tone> = { processing: "accent", synced: "good", unchanged: "plain", skipped: "plain", failed: "bad" };
const words: Record<PageOutcome, string> = {
  processing: t("sitePages.processing"),
  synced: t("sitePages.synced"),
  unchanged: t("sitePages.unchanged"),
  skipped: t("sitePages.skipped"),
  failed: t("sitePages.failed"),
};

/** Its title, and where it is on its site; on a phone why, too. */
function Name({ page: { url, title, reason } }: { page: SitePage }) {
  const isPhone = useMediaQuery(phone);
  const { pathname, search } = new URL(url);
  return (
    <div className="min-w-0">
      <a href={url} target="_blank" rel="noreferrer" className="rounded-sm hover:underline [overflow-wrap:anywhere]">
        {title && <span className="font-medium">{title} </span>}
        <span className={title ? "text-soft" : "font-medium"}>{pathname + search}</span>
      </a>
      {isPhone && reason && <div className="text-sm text-soft">{reason}</div>}
    </div>
  );
}
