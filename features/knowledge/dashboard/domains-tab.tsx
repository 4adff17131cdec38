import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import type { ReactNode } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { linksDeep, pagesUsual } from "../contract/sites.ts";
import { useKnowledgeSearch } from "./knowledge-search-params.ts";
import { t } from "./messages.ts";
import { SiteCard } from "./site-card.tsx";
import { sourcesQuery } from "./sources.ts";

/** Websites: how far each is, what came of its pages and what changed. */
export function DomainsTab({ action }: { action: ReactNode }) {
  const {
    search: { page },
    go,
  } = useKnowledgeSearch();
  const may = useCan()("source:create");
  const whoMay = useWhoMay();
  const domains = useQuery(sourcesQuery(useOrganizationId(), useProjectId(), { page, kind: "domain" }));
  return (
    <PagedList
      query={domains}
      failure={t("domainsTab.failed")}
      permission="source:read"
      counted={(count) => t("domainsTab.counted", { count })}
      page={page}
      onPage={(next) => go({ page: next })}
      empty={
        <EmptyState icon={Globe} title={t("domainsTab.none")} action={action}>
          {may ? t("domainsTab.noneSentence") : whoMay("source:create", (roles) => t("domainsTab.whoMay", { roles }))}
        </EmptyState>
      }
    >
      {({ data }) => (
        <>
          <ul className="flex flex-col gap-3">
            {data.map((source) => source.site && <SiteCard key={source.id} source={source} site={source.site} />)}
          </ul>
          <p className="mt-3 text-sm text-soft sm:text-right">{t("domainsTab.rule", { pages: pagesUsual, links: linksDeep })}</p>
        </>
      )}
    </PagedList>
  );
}
