import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ContactRound, Download } from "lucide-react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { useEntries } from "#browser/ui/use-entries.ts";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { LeadFilter } from "../contract.ts";
import { LeadList } from "./lead-list.tsx";
import { LeadSheet } from "./lead-sheet.tsx";
import { useLeadsSearch } from "./leads-search-params.ts";
import { leadsQuery, useLeadActions } from "./leads.ts";
import { t } from "./messages.ts";

/** What the project knows of its visitors. */
export function LeadsPage() {
  const { search: address, go, replace, close } = useLeadsSearch();
  const { page, sort, reachable, consent, test } = address;
  const { words, query, search } = useSearchWords(address.query, (next) => replace({ query: next, page: 1 }));
  const leads = useQuery(leadsQuery(useOrganizationId(), useProjectId(), { page, sort, query, reachable, consent, test }));
  const isNarrowed = [query, reachable, consent, test].some((filter) => filter !== undefined);
  const isEmpty = leads.data?.total === 0 && !isNarrowed;
  return (
    <Page
      title={t("leadsPage.leads")}
      sentence={t("leadsPage.sentence")}
      actions={leads.data && !isEmpty && <ExportLink filter={{ query, reachable, consent, test }} />}
    >
      {leads.data && !isEmpty && (
        <div className="mb-3 flex flex-wrap gap-2">
          <SearchField label={t("leadsPage.search")} value={words} onChange={search} className="basis-full sm:w-64 sm:basis-auto" />
          <Filters />
        </div>
      )}
      <PagedList
        query={leads}
        failure={t("leadsPage.failed")}
        permission="lead:read"
        counted={(count) => t("leadsPage.counted", { count })}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={<NoLeads />}
        narrowed={
          isNarrowed && {
            title: t("leadsPage.noMatch"),
            sentence: t("leadsPage.noMatchSentence"),
            onReset() {
              search("");
              replace({ query: undefined, reachable: undefined, consent: undefined, test: undefined, page: 1 });
            },
          }
        }
      >
        {({ data, total }) => <LeadList leads={data} total={total} />}
      </PagedList>
      <LeadSheet leadId={address.lead} onClose={() => close("lead")} />
    </Page>
  );
}

const all = "all";

function Filters() {
  const {
    search: { reachable, consent, test },
    replace,
  } = useLeadsSearch();
  const asFlag = (next: string) => (next === all ? undefined : next === "true");
  return (
    <>
      <Select
        aria-label={t("leadsPage.reachable")}
        className="w-auto min-w-36 flex-1 sm:flex-none"
        options={[
          { value: all, label: t("leadsPage.anyReach") },
          { value: "email", label: t("leadsPage.withEmail") },
          { value: "phone", label: t("leadsPage.withPhone") },
          { value: "none", label: t("leadsPage.unreachable") },
        ]}
        value={reachable ?? all}
        onChange={(next) => replace({ reachable: LeadFilter.shape.reachable.safeParse(next).data, page: 1 })}
      />
      <Select
        aria-label={t("leadsPage.consent")}
        className="w-auto min-w-36 flex-1 sm:flex-none"
        options={[
          { value: all, label: t("leadsPage.anyConsent") },
          { value: "true", label: t("leadsPage.withConsent") },
          { value: "false", label: t("leadsPage.withoutConsent") },
        ]}
        value={consent === undefined ? all : String(consent)}
        onChange={(next) => replace({ consent: asFlag(next), page: 1 })}
      />
      <Select
        aria-label={t("leadsPage.chats")}
        className="w-auto min-w-36 flex-1 sm:flex-none"
        options={[
          { value: all, label: t("leadsPage.allChats") },
          { value: "false", label: t("leadsPage.visitorsOnly") },
          { value: "true", label: t("leadsPage.testOnly") },
        ]}
        value={test === undefined ? all : String(test)}
        onChange={(next) => replace({ test: asFlag(next), page: 1 })}
      />
    </>
  );
}

function ExportLink({ filter }: { filter: Parameters<ReturnType<typeof useLeadActions>["csvAddress"]>[0] }) {
  const { csvAddress } = useLeadActions();
  if (!useCan()("lead:export")) return null;
  return (
    <a href={csvAddress(filter)} download className={buttonClasses()}>
      <Download aria-hidden className="size-4" />
      {t("leadsPage.export")}
    </a>
  );
}

function NoLeads() {
  const agents = useEntries("project", useOrganizationId()).find(({ to }) => to.endsWith("/agents"));
  return (
    <EmptyState
      icon={ContactRound}
      title={t("leadsPage.none")}
      action={
        agents && (
          <Link to={agents.to} className={buttonClasses({ look: "primary" })}>
            {t("leadsPage.goToAgents")}
          </Link>
        )
      }
    >
      {t("leadsPage.noneSentence")}
    </EmptyState>
  );
}
