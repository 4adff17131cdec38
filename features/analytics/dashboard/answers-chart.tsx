import { languageOfDates } from "#browser/catalog.ts";
import { useState, type KeyboardEvent } from "react";
import { Card } from "#browser/ui/card.tsx";
import { cn } from "#browser/ui/cn.ts";
import { formatDay, formatNumber, formatShare } from "#browser/ui/format.ts";
import type { Analytics, AnalyticsSlot } from "../contract.ts";
import { t } from "./messages.ts";

const outcomes = ["declined", "suggested", "answered"] as const;
const looks = { answered: "bg-accent", suggested: "border border-accent bg-accent-soft", declined: "bg-warn" };

/** How answers ended, day by day or hour by hour, one above the other; the same as a table for those who would rather read it. */
export function AnswersChart({ analytics: { by, data, totals, time_zone: zone } }: { analytics: Analytics }) {
  const [at, setAt] = useState<number | null>(null);
  const hour = new Intl.DateTimeFormat(languageOfDates, { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const nameOf = ({ day, from }: AnalyticsSlot) => (by === "hour" ? hour.format(new Date(from)) : formatDay(`${day}T12:00:00`));
  const top = topOf(Math.max(0, ...data.map(allOf)));
  const told = at === null ? undefined : data[at];
  const best = data.reduce<AnalyticsSlot | null>((most, slot) => (allOf(slot) > (most ? allOf(most) : 0) ? slot : most), null);
  const words = told
    ? t("analyticsChart.told", {
        at: nameOf(told),
        answered: formatNumber(told.answered),
        suggested: formatNumber(told.suggested),
        declined: formatNumber(told.declined),
      })
    : best
      ? t(by === "hour" ? "analyticsChart.mostHour" : "analyticsChart.most", { at: nameOf(best), count: formatNumber(allOf(best)) })
      : t("analyticsChart.nothing");
  const move = (event: KeyboardEvent) => {
    const to = { ArrowLeft: (at ?? data.length) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: data.length - 1 }[event.key];
    if (event.key === "Escape") setAt(null);
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(data.length - 1, to)));
  };

  return (
    <Card className="p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">{t("analyticsChart.title", { by })}</h2>
        <ul className="flex flex-wrap gap-x-4 text-sm text-soft">
          {outcomes.toReversed().map((outcome) => (
            <li key={outcome} className="flex items-center gap-1.5">
              <span aria-hidden className={cn("size-2.5 rounded-[2px]", looks[outcome])} />
              {t(`analyticsChart.${outcome}`)}
              <b className="font-semibold text-text tabular-nums">{totals.answers ? formatShare(totals[outcome] / totals.answers) : "–"}</b>
            </li>
          ))}
        </ul>
      </div>
      <p aria-hidden className="mt-1 min-h-5 text-sm text-soft tabular-nums">
        {words}
      </p>
      <div className="mt-2 flex gap-3">
        <div
          role="slider"
          tabIndex={0}
          aria-label={t("analyticsChart.title", { by })}
          aria-valuemin={1}
          aria-valuemax={Math.max(1, data.length)}
          aria-valuenow={(at ?? data.length - 1) + 1}
          aria-valuetext={words}
          onKeyDown={move}
          onBlur={() => setAt(null)}
          onPointerLeave={() => setAt(null)}
          className="flex h-48 min-w-0 flex-1 items-stretch border-b border-line-strong focus-visible:outline-offset-4"
        >
          {data.map((slot, index) => (
            <span
              key={slot.from}
              className={cn("flex min-w-0 flex-1 flex-col justify-end px-px sm:px-0.5", at === index && "bg-hover")}
              onPointerEnter={() => setAt(index)}
            >
              {outcomes.map((outcome) => (
                <span
                  key={outcome}
                  className={cn("block w-full rounded-[2px]", slot[outcome] > 0 && looks[outcome])}
                  // Something is never drawn as nothing.
                  style={{ height: slot[outcome] > 0 ? `max(${(slot[outcome] / top) * 100}%, 2px)` : 0 }}
                />
              ))}
            </span>
          ))}
        </div>
        <div aria-hidden className="flex h-48 min-w-8 flex-col justify-between text-xs text-soft tabular-nums">
          <span className="-mt-2">{formatNumber(top)}</span>
          <span>{formatNumber(top / 2)}</span>
          <span className="-mb-2">0</span>
        </div>
      </div>
      <div aria-hidden className="mt-2 mr-11 flex justify-between text-xs text-soft">
        <span>{data[0] && nameOf(data[0])}</span>
        <span>{data.length > 1 && nameOf(data.at(-1)!)}</span>
      </div>
      <details className="mt-3 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-soft hover:text-text">{t("analyticsChart.asTable")}</summary>
        <SlotTable by={by} data={data} nameOf={nameOf} />
      </details>
    </Card>
  );
}

function SlotTable({ by, data, nameOf }: Pick<Analytics, "by" | "data"> & { nameOf: (slot: AnalyticsSlot) => string }) {
  const columns = ["conversations", "answered", "suggested", "declined"] as const;
  return (
    <div className="overflow-x-auto">
      <table className="mt-2 w-full text-left">
        <thead>
          <tr className="text-xs text-soft">
            <th scope="col" className="py-1 font-medium">
              {t("analyticsChart.when", { by })}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1 pl-3 text-right font-medium">
                {t(`analyticsChart.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((slot) => (
            <tr key={slot.from} className="border-t">
              <td className="py-1">{nameOf(slot)}</td>
              {columns.map((column) => (
                <td key={column} className="py-1 pl-3 text-right tabular-nums">
                  {formatNumber(slot[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const allOf = ({ answered, suggested, declined }: AnalyticsSlot) => answered + suggested + declined;

/** The next of 2, 4, 10, 20, 40, 100 …, so that half of it is a round number as well. */
function topOf(max: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(max, 1)));
  return [1, 2, 4, 10].map((step) => step * size).find((top) => top >= max && top >= 2) ?? 10 * size;
}
