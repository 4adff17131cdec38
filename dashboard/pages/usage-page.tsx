import { useQuery } from "@tanstack/react-query";
import { ChartColumn, Download } from "lucide-react";
import { useState } from "react";
import { organizationPath } from "#browser/api/api.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Select } from "#browser/ui/select.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { AddAgent } from "#features/agents/dashboard/add-agent.tsx";
import { BudgetSection } from "#features/budgets/dashboard/budget-section.tsx";
import type { Usage } from "#features/usage/contract.ts";
import { before, daysOf, periodAt, periodName, periodsBetween } from "#features/usage/dashboard/periods.ts";
import { useUsageSearch } from "#features/usage/dashboard/usage-search-params.ts";
import { UsageChart } from "#features/usage/dashboard/usage-chart.tsx";
import { usageQuery } from "#features/usage/dashboard/usage-query.ts";
import { KindTable, UsageTable } from "#features/usage/dashboard/usage-table.tsx";
import { UsageTiles } from "#features/usage/dashboard/usage-tiles.tsx";
import { daysBetween, wordsBefore } from "#features/usage/dashboard/usage-words.ts";
import { t } from "./messages.ts";

/** What the organization used, this period against the last. */
export function UsagePage() {
  const organization = useOrganization();
  const {
    search: { period },
    replace,
  } = useUsageSearch();
  const usage = useQuery(usageQuery(organization.id, period, "day"));
  const zone = usage.data?.time_zone ?? organization.time_zone;
  const [now] = useState(Date.now);
  const current = periodAt(now, zone);
  const shown = period ?? current;
  const periods = periodsBetween(periodAt(organization.created_at, zone), current);
  const days = daysOf(shown);
  const file = organizationPath(organization.id, `/usage/csv?from=${days.from}&to=${days.to}`);
  const isEmpty =
    usage.data !== undefined &&
    [usage.data.totals, usage.data.previous?.totals ?? {}].every((totals) => Object.values(totals).every((value) => value === 0));

  return (
    <Page
      title={t("usagePage.usage")}
      sentence={sentenceOf(usage.data, shown, zone)}
      actions={
        <>
          <Select
            aria-label={t("usagePage.period")}
            className="w-auto min-w-44 max-sm:flex-1"
            options={[...new Set([...periods, shown])].map((value) => ({ value, label: periodName(value) }))}
            value={shown}
            onChange={(next) => replace({ period: next === current ? undefined : next })}
          />
          <a href={file} download className={buttonClasses()}>
            <Download aria-hidden className="size-4" />
            {t("usagePage.downloadCsv")}
          </a>
        </>
      }
    >
      <Loaded query={usage} failure={t("usagePage.failed")} permission="usage:read" skeleton={<UsageSkeleton />}>
        {(loaded) => (isEmpty ? <NothingUsed period={shown} /> : <Filled usage={loaded} period={period} shown={shown} />)}
      </Loaded>
      <BudgetSection AddAgent={AddAgent} />
    </Page>
  );
}

function Filled({ usage, period, shown }: { usage: Usage; period: string | undefined; shown: string }) {
  const organization = useOrganization();
  const {
    search: { by },
    replace,
  } = useUsageSearch();
  const words = wordsBefore(usage, before(shown));
  return (
    <div className="flex flex-col gap-6">
      <UsageTiles usage={usage} before={words} />
      <UsageChart usage={usage} />
      <Tabs
        label={t("usagePage.groupBy")}
        tabs={[
          { value: "project", label: t("usagePage.projects") },
          { value: "agent", label: t("usagePage.agents") },
          { value: "channel", label: t("usagePage.channels") },
          { value: "kind", label: t("usagePage.kinds") },
        ]}
        value={by}
        onChange={(next) => replace({ by: next })}
      >
        {by === "kind" ? (
          <KindTable usage={usage} period={periodName(shown)} before={words} />
        ) : (
          <UsageTable key={`${organization.id} ${by} ${shown}`} by={by} period={period} />
        )}
      </Tabs>
    </div>
  );
}

function sentenceOf(usage: Usage | undefined, shown: string, zone: string): string {
  const period = periodName(shown);
  if (!usage) return t("usagePage.used", { period });
  const [day, all] = [usage.data.length, daysBetween(usage.period)];
  const words = wordsBefore(usage, before(shown));
  return t("usagePage.sentence", {
    period,
    isOver: day >= all ? "yes" : "no",
    day,
    all,
    isCompared: words ? "yes" : "no",
    before: words?.name ?? "",
    zone,
  });
}

function NothingUsed({ period }: { period: string }) {
  return (
    <EmptyState icon={ChartColumn} title={t("usagePage.nothingUsed", { period: periodName(period) })}>
      {t("usagePage.nothingUsedSentence")}
    </EmptyState>
  );
}

function UsageSkeleton() {
  return (
    <output aria-label={t("usagePage.loading")} className="flex animate-appear flex-col gap-6">
      <span className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {Array.from({ length: 6 }, (_, index) => (
          <span key={index} className="flex h-24 flex-col justify-center gap-3 rounded-lg border bg-surface px-4">
            <Skeleton className="h-3.5 w-1/3" />
            <Skeleton className="h-6 w-1/2" />
          </span>
        ))}
      </span>
      <span className="block h-72 rounded-lg border bg-surface" />
    </output>
  );
}
