import { language } from "#browser/catalog.ts";
import { formatBytes, formatDate, formatNumber } from "#browser/ui/format.ts";
import type { Installation } from "#features/identity/contract.ts";
import type { Plan, Subscription } from "../contract.ts";
import { t } from "./messages.ts";

/** "€49", "€0.03": from minor units. */
export function formatMoney(minor: number, currency: string): string {
  const whole = minor % 100 === 0;
  const format = new Intl.NumberFormat(language, { style: "currency", currency, minimumFractionDigits: whole ? 0 : 2 });
  return format.format(minor / 100);
}

/** What a plan holds, line by line. */
export function linesOf({ seats, agents, storage_bytes, answers, prices }: Plan, currency: string): string[] {
  const price = prices?.find((each) => each.currency === currency);
  return [
    seatsLine(seats, price && formatMoney(price.extra_seat, currency)),
    agents === null ? t("subscriptionWords.anyAgents") : t("subscriptionWords.agents", { count: agents }),
    t("subscriptionWords.storage", { storageBytes: formatBytes(storage_bytes) }),
    price
      ? t("subscriptionWords.answersThen", { answers: formatNumber(answers), price: formatMoney(price.extra_answer, currency) })
      : t("subscriptionWords.answers", { answers: formatNumber(answers) }),
  ];
}

function seatsLine({ included: count, max }: Plan["seats"], price: string | undefined): string {
  if (price === undefined) return t("subscriptionWords.seats", { count });
  return max === null ? t("subscriptionWords.seatsThen", { count, price }) : t("subscriptionWords.seatsUpTo", { count, price, max });
}

/** Its state, in one sentence below the page's title. */
export function sentenceOf(
  { subscribed, trial_ends_at, cancels_at, period_ends_at, next_plan_at }: Subscription,
  next: string | null,
  mode: Installation["billing"],
): string {
  const becomes = next && next_plan_at ? t("subscriptionWords.becomes", { next, nextPlanAt: formatDate(next_plan_at) }) : null;
  if (mode === "manual") return [t("subscriptionWords.byOperator"), becomes].filter(Boolean).join(" ");
  if (!subscribed) return t("subscriptionWords.free");
  if (cancels_at) return t("subscriptionWords.cancelled", { cancelsAt: formatDate(cancels_at) });
  if (becomes) return becomes;
  if (trial_ends_at) return t("subscriptionWords.trial", { trialEndsAt: formatDate(trial_ends_at) });
  return t("subscriptionWords.monthly", { periodEndsAt: formatDate(period_ends_at) });
}
