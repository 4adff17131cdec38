import { language } from "#browser/catalog.ts";
import { formatBytes, formatCount, formatDate, formatNumber } from "#browser/ui/format.ts";
import type { Installation } from "#features/identity/contract.ts";
import type { Plan, Subscription } from "../contract.ts";

/** "€49", "€0.03": from minor units. */
export function formatMoney(minor: number, currency: string): string {
  const whole = minor % 100 === 0;
  const format = new Intl.NumberFormat(language, { style: "currency", currency, minimumFractionDigits: whole ? 0 : 2 });
  return format.format(minor / 100);
}

/** What a plan holds, line by line. */
export function linesOf({ seats, agents, storage_bytes, answers, prices }: Plan, currency: string): string[] {
  const price = prices?.find((each) => each.currency === currency);
  const more = price ? `, then ${formatMoney(price.extra_seat, currency)} each` : "";
  const beyond = price ? `, then ${formatMoney(price.extra_answer, currency)} each` : "";
  return [
    `${formatCount(seats.included, "seat")}${more}${seats.max !== null && price ? `, up to ${seats.max}` : ""}`,
    agents === null ? "Any number of chat agents" : formatCount(agents, "chat agent"),
    `${formatBytes(storage_bytes)} of files`,
    `${formatNumber(answers)} answers a month${beyond}`,
  ];
}

/** Its state, in one sentence below the page's title. */
export function sentenceOf(
  { subscribed, trial_ends_at, cancels_at, period_ends_at, next_plan_at }: Subscription,
  next: string | null,
  mode: Installation["billing"],
): string {
  const becomes = next && next_plan_at ? `Becomes ${next} on ${formatDate(next_plan_at)}.` : null;
  if (mode === "manual") return ["Set by the operator of this installation.", becomes].filter(Boolean).join(" ");
  if (!subscribed) return "This organization pays nothing.";
  if (cancels_at) return `Cancelled. Everything stays as it is until ${formatDate(cancels_at)}.`;
  if (becomes) return becomes;
  if (trial_ends_at) return `Free of charge until ${formatDate(trial_ends_at)}, paid monthly from then on.`;
  return `Paid monthly. The next payment is on ${formatDate(period_ends_at)}.`;
}
