import { usageKindNames, usageKinds, withZeros, type UsageTotals } from "../contract.ts";
import { addDays, addMonths, type Day } from "./days.ts";
import type { AskedRange } from "./range.ts";
import type { Sums } from "./sum-usage.ts";

/**
 * Groups in the order of time: every day or period until today, also those in which nothing happened, and the hours in
 * which something did. A level is at the end of each as it was left.
 */
export function groupByTime(groups: Sums["groups"], { days, today }: AskedRange, group: "hour" | "day" | "period"): Sums["groups"] {
  const byKey = new Map(groups.map(({ key, totals }) => [key, totals]));
  const levels = withZeros(byKey.get(null) ?? {});
  return keysOf(byKey, days, today, group).map((key) => {
    const totals: UsageTotals = withZeros(byKey.get(key) ?? {});
    for (const kind of levelKinds) totals[kind] = levels[kind] += totals[kind];
    return { key, totals };
  });
}

const levelKinds = usageKindNames.filter((kind) => usageKinds[kind].measure === "level");

function keysOf(byKey: ReadonlyMap<string | null, unknown>, days: AskedRange["days"], today: Day, group: "hour" | "day" | "period"): Day[] {
  if (group === "hour" || !days) return [...byKey.keys()].filter((key) => key !== null).toSorted();
  const next = (day: Day) => (group === "day" ? addDays(day, 1) : addMonths(day, 1));
  const keys: Day[] = [];
  for (let day = days.first; day <= days.last && day <= today; day = next(day)) keys.push(day);
  return keys;
}
