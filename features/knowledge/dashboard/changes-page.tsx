import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, GitCompare, RefreshCw } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatDateTime } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { SiteChange } from "../contract/sites.ts";
import { ChangedPassages } from "./changed-passages.tsx";
import { useKnowledgeSearch } from "./knowledge-search-params.ts";
import { t } from "./messages.ts";
import { changesQuery } from "./sites.ts";
import { sourceQuery, useSourceActions } from "./sources.ts";

/** What readings of a website changed, page by page. */
export function ChangesPage({ sourceId }: { sourceId: string }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const source = useQuery(sourceQuery(organizationId, projectId, sourceId));
  const all = useQuery(changesQuery(organizationId, projectId, sourceId));
  const { search, replace } = useKnowledgeSearch();
  const run = search.run ?? all.data?.data[0]?.run;
  const changes = useQuery({ ...changesQuery(organizationId, projectId, sourceId, run), enabled: run !== undefined });
  const rows = changes.data?.data ?? [];
  const shown = rows.find(({ url }) => url === search.url) ?? rows[0];
  const count = (kind: SiteChange["kind"]) => rows.filter((row) => row.kind === kind).length;
  const name = source.data?.name ?? "";
  const detail = useRef<HTMLDivElement>(null);
  const isPhone = useMediaQuery(phone);
  const show = (url: string) => {
    replace({ url });
    // It is below the list there.
    if (isPhone) detail.current?.scrollIntoView({ block: "start" });
  };
  return (
    <>
      <Path name={name} />
      <Page
        title={t("changesPage.title")}
        sentence={
          rows[0] &&
          t("changesPage.of", {
            name,
            time: formatDateTime(rows[0].created_at),
            changed: count("changed"),
            added: count("new"),
            gone: count("gone"),
          })
        }
        actions={
          <>
            <Runs changes={all.data?.data ?? []} run={run} onChange={(next) => replace({ run: next, url: undefined })} />
            <SyncButton sourceId={sourceId} canSync={source.data?.can_sync === true} />
          </>
        }
      >
        <Loaded query={all} failure={t("changesPage.loadFailed")} permission="source:read" skeleton={<SkeletonRows />}>
          {({ total }) =>
            total === 0 ? (
              <EmptyState icon={GitCompare} title={t("changesPage.nothing")}>
                {t("changesPage.nothingSentence")}
              </EmptyState>
            ) : (
              <div className="grid items-start gap-5 md:grid-cols-[264px_minmax(0,1fr)]">
                <Pages rows={rows} shown={shown} onShow={show} />
                <div ref={detail} className="min-w-0 scroll-mt-4">
                  {shown && <ChangedPassages key={shown.url} sourceId={sourceId} change={shown} />}
                </div>
              </div>
            )
          }
        </Loaded>
      </Page>
    </>
  );
}

function Path({ name }: { name: string }) {
  const params = { organizationId: useOrganizationId(), projectId: useProjectId() };
  const to = "/organizations/$organizationId/projects/$projectId/knowledge";
  const link = "rounded-sm hover:underline";
  return (
    <nav aria-label={t("changesPage.path")} className="mb-2 flex flex-wrap items-center gap-1 text-sm text-soft">
      <Link to={to} params={params} className={link}>
        {t("changesPage.back")}
      </Link>
      <ChevronRight aria-hidden className="size-3.5" />
      <Link to={to} params={params} search={{ tab: "domains" }} className={link}>
        {t("changesPage.domains")}
      </Link>
      {name && (
        <>
          <ChevronRight aria-hidden className="size-3.5" />
          <span className="[overflow-wrap:anywhere]">{name}</span>
        </>
      )}
    </nav>
  );
}

/** Which reading is looked at, where there are several. */
function Runs({ changes, run, onChange }: { changes: readonly SiteChange[]; run: number | undefined; onChange: (run: number) => void }) {
  const times = new Map(changes.map((change) => [change.run, change.created_at]));
  if (times.size < 2 || run === undefined) return null;
  const options = [...times].map(([value, time]) => ({
    value: String(value),
    label: t("changesPage.runOf", { run: value, time: formatDateTime(time) }),
  }));
  return (
    <Select
      aria-label={t("changesPage.run")}
      className="w-64"
      options={options}
      value={String(run)}
      onChange={(next) => onChange(Number(next))}
    />
  );
}

function SyncButton({ sourceId, canSync }: { sourceId: string; canSync: boolean }) {
  const may = useCan()("source:update");
  const { sync } = useSourceActions();
  const [pending, setPending] = useState(false);
  if (!may) return null;
  async function run() {
    setPending(true);
    await sync(sourceId).catch((error: unknown) => toast.error(messageOf(error)));
    setPending(false);
  }
  return (
    <Button icon={RefreshCw} disabled={!canSync} pending={pending} onClick={() => void run()}>
      {t("changesPage.syncNow")}
    </Button>
  );
}

function Pages({ rows, shown, onShow }: { rows: readonly SiteChange[]; shown: SiteChange | undefined; onShow: (url: string) => void }) {
  return (
    <section>
      <div className="overflow-hidden rounded-lg border bg-surface">
        <h2 className="border-b px-4 py-2.5 font-semibold">{t("changesPage.pages", { count: rows.length })}</h2>
        <ul>
          {rows.map((row) => (
            <li key={row.url} className="border-b last:border-b-0">
              <button
                type="button"
                aria-pressed={row.url === shown?.url}
                onClick={() => onShow(row.url)}
                className={cn(
                  "flex w-full items-start justify-between gap-2 border-l-2 border-transparent px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2",
                  row.url === shown?.url && "border-accent bg-sunken",
                )}
              >
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <span className="block font-medium">{row.title}</span>
                  <span className="text-sm text-soft">{new URL(row.url).pathname}</span>
                </span>
                <Size change={row} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className="mt-2 px-1 text-sm text-soft">{t("changesPage.countedInWords")}</p>
    </section>
  );
}

function Size({ change: { kind, words_added, words_removed } }: { change: SiteChange }) {
  if (kind === "new") return <StatusBadge tone="good">{t("changesPage.new")}</StatusBadge>;
  if (kind === "gone") return <StatusBadge tone="bad">{t("changesPage.gone")}</StatusBadge>;
  return (
    <span className="text-sm whitespace-nowrap tabular-nums">
      {words_added > 0 && <span className="text-good">+{words_added}</span>}{" "}
      {words_removed > 0 && <span className="text-bad">−{words_removed}</span>}
    </span>
  );
}
