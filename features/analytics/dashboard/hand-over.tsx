import { Card } from "#browser/ui/card.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import type { AnalyticsTotals } from "../contract.ts";
import { formatSeconds } from "./durations.ts";
import { t } from "./messages.ts";

/** How often people came in, and how soon. */
export function HandOverCard({ totals: { handed_over, first_response } }: { totals: AnalyticsTotals }) {
  const duration = (seconds: number | null) => (seconds === null ? t("analyticsHandOver.none") : formatSeconds(seconds));
  const rows = [
    [t("analyticsHandOver.asked"), formatNumber(handed_over.asked)],
    [t("analyticsHandOver.takenOver"), formatNumber(handed_over.taken_over)],
    [t("analyticsHandOver.expired"), formatNumber(handed_over.expired)],
    [t("analyticsHandOver.median"), duration(first_response.median_seconds)],
    [t("analyticsHandOver.p90"), duration(first_response.p90_seconds)],
  ];
  return (
    <Card className="px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-base font-semibold">{t("analyticsHandOver.title")}</h2>
        <p className="text-sm text-soft">{t("analyticsHandOver.total", { count: handed_over.conversations })}</p>
      </div>
      <dl className="mt-2 divide-y">
        {rows.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 py-2">
            <dt>{label}</dt>
            <dd className="shrink-0 font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
