import { formatBytes, formatDate, formatNumber } from "#browser/ui/format.ts";
import { MeterBar } from "#browser/ui/meter-bar.tsx";
import type { Subscription } from "../contract.ts";
import { t } from "./messages.ts";
import { formatMoney } from "./subscription-words.ts";

type Row = { label: string; used: number; max: number | null; say: (value: number) => string; words: string };

/** How much of the plan is used: as bars, and in words what is left and what follows. */
export function LimitList({ subscription }: { subscription: Subscription }) {
  return (
    <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {rowsOf(subscription).map(({ label, used, max, say, words }) => (
        <li key={label} className="flex min-w-0 flex-col gap-1.5">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium">{label}</span>
            <span className="text-sm text-soft tabular-nums">
              {max === null ? say(used) : t("limitList.usedOf", { used: say(used), max: say(max) })}
            </span>
          </span>
          {max !== null && <MeterBar used={used} max={max} />}
          <span className="text-sm text-soft tabular-nums">{words}</span>
        </li>
      ))}
    </ul>
  );
}

function rowsOf({ seats, agents, storage_bytes, answers, currency, period_ends_at }: Subscription): Row[] {
  return [
    level(t("limitList.seats"), seats, formatNumber),
    level(t("limitList.chatAgents"), agents, formatNumber),
    level(t("limitList.storage"), storage_bytes, formatBytes),
    answersRow(answers, currency, period_ends_at),
  ];
}

/** What is over stays; nothing more is added. */
function level(label: string, { used, max }: { used: number; max: number | null }, say: Row["say"]): Row {
  if (max === null) return { label, used, max, say, words: t("limitList.unlimited") };
  if (used > max) return { label, used, max, say, words: t("limitList.over", { count: say(used - max) }) };
  return { label, used, max, say, words: used === max ? t("limitList.noneLeft") : t("limitList.left", { count: say(max - used) }) };
}

function answersRow({ used, included, max, price, spent }: Subscription["answers"], currency: string, ends: string): Row {
  const date = formatDate(ends);
  const row = { label: t("limitList.answers"), used, say: formatNumber };
  if (price !== null && used >= included) {
    const words = { beyond: formatNumber(used - included), included: formatNumber(included), spent: formatMoney(spent, currency) };
    const isOver = max !== null && used >= max;
    return { ...row, max, words: isOver ? t("limitList.beyondAndNone", { ...words, date }) : t("limitList.beyond", words) };
  }
  const left =
    used >= included ? t("limitList.noneUntil", { date }) : t("limitList.leftUntil", { count: formatNumber(included - used), date });
  return { ...row, max: included, words: price === null ? left : t("limitList.thenEach", { left, price: formatMoney(price, currency) }) };
}
