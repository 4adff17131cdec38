import { formatBytes, formatNumber, formatShare } from "#dashboard/ui/format.ts";
import { usageKinds, type Usage, type UsageKind } from "../contract.ts";
import { periodName } from "./periods.ts";

const large = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** "1,284", "1.2M" where it would be long, "3.4 MB". */
export function formatAmount(kind: UsageKind, value: number): string {
  if (usageKinds[kind].unit === "bytes") return formatBytes(value);
  return value < 1_000_000 ? formatNumber(value) : large.format(value);
}

/** How an amount compares with the one before, in words: "12% more than in October 2026". */
export function compareWords(kind: UsageKind, now: number, then: number, previous: string): string {
  const when = `${usageKinds[kind].measure === "level" ? "at the end of" : "in"} ${previous}`;
  if (now === then) return now === 0 ? `None ${when} either` : `The same as ${when}`;
  if (then === 0) return `None ${when}`;
  const change = Math.abs(now - then) / then;
  const share = change > 9.995 ? `${formatNumber(Math.round(now / then))} times as much as` : undefined;
  return `${share ?? `${change < 0.005 ? "Hardly" : formatShare(change)} ${now > then ? "more" : "less"} than`} ${when}`;
}

/** What the period before is called beside one that goes on: "the first 27 days of October 2026". */
export function previousName({ period, previous, data }: Usage, ofPrevious: string): string {
  const [days, all] = [daysBetween(previous.period), daysBetween(period)];
  return data.length < all && days < 28
    ? `the first ${days === 1 ? "day" : `${days} days`} of ${periodName(ofPrevious)}`
    : periodName(ofPrevious);
}

export const daysBetween = ({ from, to }: { from: string; to: string }) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
