import { translate } from "#browser/translate.ts";
import { BarChart } from "#browser/ui/bar-chart.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatDay } from "#browser/ui/format.ts";
import { Select } from "#browser/ui/select.tsx";
import { usageKindNames, usageKinds, type Usage } from "../contract.ts";
import { t } from "./messages.ts";
import { useUsageSearch } from "./usage-search-params.ts";
import { daysBetween, formatAmount } from "./usage-words.ts";

const kindOptions = usageKindNames.map((kind) => ({ value: kind, label: translate(usageKinds[kind].label) }));

/** One kind, day by day; the same as a table for those who would rather read it. */
export function UsageChart({ usage }: { usage: Usage }) {
  const { search, replace } = useUsageSearch();
  const { kind } = search;
  const { measure } = usageKinds[kind];
  const [label, what] = [translate(usageKinds[kind].label), translate(usageKinds[kind].what)];
  const bars = usage.data.map(({ key, totals }) => ({ key: key ?? "", label: formatDay(`${key}T12:00:00`), value: totals[kind] }));
  const most = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), { label: "", value: 0 });
  const format = (value: number) => formatAmount(kind, value);
  const summary = most.value === 0 ? t("usageChart.nothingSoFar") : t("usageChart.most", { amount: format(most.value), day: most.label });
  return (
    <Card className="p-5">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{t("usageChart.labelByDay", { label })}</h2>
          <p className="text-sm text-soft">{what}</p>
        </div>
        <Select
          aria-label={t("usageChart.kind")}
          className="w-auto min-w-44"
          options={kindOptions}
          value={kind}
          onChange={(next) => replace({ kind: usageKindNames.find((name) => name === next) })}
        />
      </div>
      <BarChart
        label={t("usageChart.labelByDay", { label })}
        bars={bars}
        places={Math.max(bars.length, daysBetween(usage.period))}
        summary={summary}
        format={format}
      />
      <div aria-hidden className="mt-2 mr-11 flex justify-between text-xs text-soft">
        <span>{bars[0]?.label}</span>
        <span>{formatDay(new Date(Date.parse(usage.period.to) - 43_200_000).toISOString())}</span>
      </div>
      <details className="mt-3 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-soft hover:text-text">{t("usageChart.showAsA")}</summary>
        <table className="mt-2 w-full max-w-72 text-left">
          <thead>
            <tr className="text-xs text-soft">
              <th scope="col" className="py-1 font-medium">
                {t("usageChart.day")}
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                {measure === "level" ? t("usageChart.atItsEnd", { label }) : label}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key} className="border-t">
                <td className="py-1">{bar.label}</td>
                <td className="py-1 text-right tabular-nums">{format(bar.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
