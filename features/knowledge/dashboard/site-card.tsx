import { translate } from "#browser/translate.ts";
import { ChevronDown, ChevronRight, FileDiff, Play, RefreshCw, Square } from "lucide-react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import type { Source } from "../contract.ts";
import type { Site } from "../contract/sites.ts";
import { useKnowledgeSearch } from "./knowledge-search-params.ts";
import { t } from "./messages.ts";
import { SiteMeter } from "./site-meter.tsx";
import { SitePages } from "./site-pages.tsx";
import { SourceMenu } from "./source-menu.tsx";
import { SourceBadge } from "./source-status.tsx";
import { useSiteActions } from "./sites.ts";
import { useSourceActions } from "./sources.ts";

type CardProps = { source: Source; site: Site };

/** A website: its state, what can be done with it, and its pages once it is opened. */
export function SiteCard({ source, site }: CardProps) {
  const { search, replace } = useKnowledgeSearch();
  const isOpen = search.site === source.id;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 p-3">
        <Button
          look="ghost"
          size="small"
          square
          icon={Chevron}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "siteCard.hidePages" : "siteCard.showPages", { name: source.name })}
          onClick={() => replace({ tab: "domains", site: isOpen ? undefined : source.id })}
        />
        <h2 className="min-w-0 font-medium [overflow-wrap:anywhere]">{source.name}</h2>
        <SourceBadge source={source} />
        <span className="text-sm text-soft">
          <Standing source={source} site={site} />
        </span>
        <div className="ml-auto flex items-center gap-1">
          <Action source={source} site={site} />
          <SourceMenu source={source} />
        </div>
      </div>
      {source.status === "processing" && <SiteMeter source={source} site={site} />}
      {source.status === "failed" && (
        <Banner tone="bad" className="mx-3 mb-3">
          {source.error && translate(source.error.message)}
        </Banner>
      )}
      {site.ended_by && (
        <Banner tone="warn" className="mx-3 mb-3">
          {t("siteCard.endedBy", { limit: site.ended_by })}
        </Banner>
      )}
      {isOpen && <SitePages source={source} site={site} />}
    </li>
  );
}

/** What is beside the state's word. */
function Standing({ source, site }: CardProps) {
  const done = site.pages.found - site.pages.waiting;
  if (source.status === "processing")
    return (
      site.started_at && (
        <>
          {t("siteCard.started")} <Ago time={site.started_at} />
        </>
      )
    );
  if (source.status === "stopped") return t("siteCard.stoppedAt", { done, all: Math.max(done, site.expected_pages ?? site.pages.found) });
  return (
    <>
      {t("siteCard.holds", { pages: site.pages.read, passages: source.passage_count })}
      {site.schedule !== "never" && ` · ${t("siteCard.schedule", { schedule: site.schedule })}`}
      {source.synced_at && (
        <>
          {" · "}
          {t("siteCard.last")} <Ago time={source.synced_at} />
        </>
      )}
    </>
  );
}

/** The one thing that is likely to be done next. */
function Action({ source, site }: CardProps) {
  const { open } = useKnowledgeSearch();
  const may = useCan()("source:update");
  const { stop, resume } = useSiteActions();
  const { sync } = useSourceActions();
  const run = (act: Promise<unknown>) => void act.catch((error: unknown) => toast.error(messageOf(error)));
  if (source.status === "processing") {
    return (
      may && (
        <Button size="small" icon={Square} onClick={() => run(stop(source.id))}>
          {t("siteCard.stop")}
        </Button>
      )
    );
  }
  if (source.status === "stopped" || source.error?.code === "interrupted") {
    return (
      may && (
        <Button size="small" icon={Play} onClick={() => run(resume(source.id))}>
          {t("siteCard.resume")}
        </Button>
      )
    );
  }
  return (
    <>
      {site.changed_pages > 0 && (
        <Button size="small" icon={FileDiff} onClick={() => open({ tab: "domains", changes: source.id, run: site.run })}>
          {t("siteCard.changed", { count: site.changed_pages })}
        </Button>
      )}
      {may && source.status === "failed" && (
        <Button size="small" icon={RefreshCw} onClick={() => run(sync(source.id))}>
          {t("siteCard.syncAgain")}
        </Button>
      )}
    </>
  );
}
