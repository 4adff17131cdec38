import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChartLine, Download } from "lucide-react";
import { useState } from "react";
import { useOrganization, useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatDay } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Select } from "#browser/ui/select.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { useEntries } from "#browser/ui/use-entries.ts";
import { agentNamesQuery } from "#features/agents/dashboard/agents-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Analytics } from "../contract.ts";
import { AnalyticsSearch, useAnalyticsSearch } from "./analytics-search-params.ts";
import { analyticsQuery, csvAddress, type Asked } from "./analytics.ts";
import { AnswersChart } from "./answers-chart.tsx";
import { AnalyticsCards } from "./cards.tsx";
import { HandOverCard } from "./hand-over.tsx";
import { t } from "./messages.ts";
import { QuestionGroupList } from "./question-groups.tsx";

const dayMs = 86_400_000;
const daysBack = { day: 0, week: 6, month: 29 };

/** How a project's agents do, beside as many days before. */
export function AnalyticsPage() {
  const organization = useOrganization();
  const projectId = useProjectId();
  const { search } = useAnalyticsSearch();
  const [now] = useState(Date.now);
  const asked = askedBy(search, now, organization.time_zone);
  const analytics = useQuery(analyticsQuery(organization.id, projectId, asked));
  const { data } = analytics;
  return (
    <Page
      title={t("analyticsPage.analytics")}
      sentence={data ? t("analyticsPage.sentence", { days: daysOf(data), count: countOf(data) }) : t("analyticsPage.sentenceAtFirst")}
      actions={
        <>
          <Filters asked={asked} />
          <a href={csvAddress(organization.id, projectId, asked)} download className={buttonClasses()}>
            <Download aria-hidden className="size-4" />
            {t("analyticsPage.csv")}
          </a>
        </>
      }
    >
      <Loaded query={analytics} failure={t("analyticsPage.failed")} permission="conversation:read" skeleton={<NumbersSkeleton />}>
        {(loaded) => (isEmpty(loaded) ? <NothingCounted /> : <Filled analytics={loaded} asked={asked} />)}
      </Loaded>
    </Page>
  );
}

function Filled({ analytics, asked }: { analytics: Analytics; asked: Asked }) {
  return (
    <div className="flex flex-col gap-6">
      <AnalyticsCards analytics={analytics} />
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <AnswersChart analytics={analytics} />
        <HandOverCard totals={analytics.totals} />
      </div>
      <QuestionGroupList asked={asked} />
    </div>
  );
}

const everyAgent = "every";
const fieldClasses = "h-9 rounded-md border border-line-strong bg-surface px-2.5 pointer-coarse:h-11";

function Filters({ asked }: { asked: Asked }) {
  const { search, replace } = useAnalyticsSearch();
  const agents = useQuery(agentNamesQuery(useOrganizationId(), useProjectId()));
  const choose = (next: string) => {
    const { range } = AnalyticsSearch.parse({ range: next });
    replace(range === "chosen" ? { range, from: asked.from, to: asked.to } : { range, from: undefined, to: undefined });
  };
  return (
    <>
      <Select
        aria-label={t("analyticsPage.agent")}
        className="w-auto min-w-36 max-sm:flex-1"
        options={[
          { value: everyAgent, label: t("analyticsPage.everyAgent") },
          ...(agents.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={search.agent ?? everyAgent}
        onChange={(next) => replace({ agent: next === everyAgent ? undefined : next })}
      />
      <Select
        aria-label={t("analyticsPage.range")}
        className="w-auto min-w-32 max-sm:flex-1"
        options={(["day", "week", "month", "chosen"] as const).map((value) => ({ value, label: t(`analyticsPage.${value}`) }))}
        value={search.range}
        onChange={choose}
      />
      {search.range === "chosen" &&
        (["from", "to"] as const).map((name) => (
          <input
            key={name}
            type="date"
            aria-label={t(`analyticsPage.${name}`)}
            className={fieldClasses}
            value={asked[name] ?? ""}
            onChange={(event) => event.target.value !== "" && replace({ [name]: event.target.value })}
          />
        ))}
    </>
  );
}

function askedBy({ agent, range, from, to }: AnalyticsSearch, now: number, zone: string): Asked {
  const dayOf = (instant: number) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(instant));
  const today = dayOf(now);
  const back = (days: number) => new Date(Date.parse(today) - days * dayMs).toISOString().slice(0, 10);
  if (range === "chosen") return { from: from ?? back(daysBack.month), to: to ?? today, agent_id: agent };
  return { from: back(daysBack[range ?? "month"]), to: today, agent_id: agent };
}

const nameOf = (day: string) => formatDay(`${day}T12:00:00`);
const daysOf = ({ days: { first, last } }: Analytics) => (first === last ? nameOf(first) : `${nameOf(first)} – ${nameOf(last)}`);
const countOf = ({ days: { first, last } }: Analytics) => Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1;

const isEmpty = ({ totals, previous }: Analytics) =>
  [totals, previous?.totals].every((counts) => !counts || (counts.conversations === 0 && counts.answers === 0));

function NothingCounted() {
  const agents = useEntries("project", useOrganizationId()).find(({ to }) => to.endsWith("/agents"));
  return (
    <EmptyState
      icon={ChartLine}
      title={t("analyticsPage.none")}
      action={
        agents && (
          <Link to={agents.to} className={buttonClasses({ look: "primary" })}>
            {t("analyticsPage.goToAgents")}
          </Link>
        )
      }
    >
      {t("analyticsPage.noneSentence")}
    </EmptyState>
  );
}

function NumbersSkeleton() {
  return (
    <output aria-label={t("analyticsPage.loading")} className="flex animate-appear flex-col gap-6">
      <span className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        {Array.from({ length: 5 }, (_, index) => (
          <span key={index} className="flex h-24 flex-col justify-center gap-3 rounded-lg border bg-surface px-4">
            <Skeleton className="h-3.5 w-1/2" />
            <Skeleton className="h-6 w-1/3" />
          </span>
        ))}
      </span>
      <span className="block h-72 rounded-lg border bg-surface" />
    </output>
  );
}
