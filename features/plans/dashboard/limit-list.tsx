import { formatBytes, formatDate, formatNumber } from "#browser/ui/format.ts";
import { MeterBar } from "#browser/ui/meter-bar.tsx";
import type { Subscription } from "../contract.ts";
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
            <span className="text-sm text-soft tabular-nums">{max === null ? say(used) : `${say(used)} of ${say(max)}`}</span>
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
    level("Seats, with invitations", seats, formatNumber),
    level("Chat agents", agents, formatNumber),
    level("Storage", storage_bytes, formatBytes),
    answersRow(answers, currency, period_ends_at),
  ];
}

/** What is over stays; nothing more is added. */
function level(label: string, { used, max }: { used: number; max: number | null }, say: Row["say"]): Row {
  if (max === null) return { label, used, max, say, words: "As many as you like" };
  if (used > max) return { label, used, max, say, words: `${say(used - max)} over. What is there stays, and nothing is added.` };
  return { label, used, max, say, words: used === max ? "None left" : `${say(max - used)} left` };
}

function answersRow({ used, included, max, price, spent }: Subscription["answers"], currency: string, ends: string): Row {
  const row = { label: "Answers", used, say: formatNumber };
  if (price !== null && used >= included) {
    const beyond = `${formatNumber(used - included)} beyond the ${formatNumber(included)} included, ${formatMoney(spent, currency)} so far`;
    return { ...row, max, words: max !== null && used >= max ? `${beyond}. None left until ${formatDate(ends)}.` : beyond };
  }
  const left = used >= included ? `None left until ${formatDate(ends)}` : `${formatNumber(included - used)} left until ${formatDate(ends)}`;
  return { ...row, max: included, words: price === null ? left : `${left}, then ${formatMoney(price, currency)} each` };
}
