import { language } from "#browser/catalog.ts";
import { formatBytes, formatNumber, formatShare } from "#browser/ui/format.ts";
import { usageKinds, type Usage, type UsageKind } from "../contract.ts";
import { t } from "./messages.ts";
import { periodName } from "./periods.ts";

const large = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });

/** "1,284", "1.2M" where it would be long, "3.4 MB". */
export function formatAmount(kind: UsageKind, value: number): string {
  if (usageKinds[kind].unit === "bytes") return formatBytes(value);
  return value < 1_000_000 ? formatNumber(value) : large.format(value);
}

/** The days that a period is compared with, in words. */
export type Before = {
  /** "October 2026", "1–27 October 2026" beside the current period. */
  name: string;
  /** "in October", "by 27 October". */
  during: string;
  /** "at the end of October", "on 27 October". */
  end: string;
};

/** What a period is compared with, given the one before it; null where the organization was not there yet. */
export function wordsBefore({ period, previous, data }: Usage, before: string): Before | null {
  if (!previous) return null;
  const [name, days] = [periodName(before), daysBetween(previous.period)];
  const month = name.replace(/ \d+$/, "");
  if (data.length >= daysBetween(period))
    return { name, during: t("usageWords.inMonth", { month }), end: t("usageWords.endOfMonth", { month }) };
  return {
    name: t(days === 1 ? "usageWords.firstDay" : "usageWords.firstDays", { days, month: name }),
    during: t("usageWords.byDay", { days, month }),
    end: t("usageWords.onDay", { days, month }),
  };
}

/** How an amount compares with the one before, in words: "12% more than in October". */
export function compareWords(kind: UsageKind, now: number, then: number, before: Before): string {
  const when = usageKinds[kind].measure === "level" ? before.end : before.during;
  if (now === then) return now === 0 ? t("usageWords.alsoNone", { when }) : t("usageWords.same", { when });
  if (then === 0) return t("usageWords.none", { when });
  const change = Math.abs(now - then) / then;
  if (change >= 10) return t("usageWords.times", { times: formatNumber(Math.round(now / then)), when });
  return change < 0.005
    ? t(now > then ? "usageWords.hardlyMore" : "usageWords.hardlyLess", { when })
    : t(now > then ? "usageWords.more" : "usageWords.less", { share: formatShare(change), when });
}

export const daysBetween = ({ from, to }: { from: string; to: string }) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
