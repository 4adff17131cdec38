import { language } from "#browser/catalog.ts";
import { formatNumber } from "#browser/ui/format.ts";
import { t } from "./messages.ts";

const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** "0.3 s", "< 0.1 s" */
export const formatMs = (ms: number) =>
  ms < 100 ? t("analyticsCards.atOnce") : t("analyticsHandOver.seconds", { count: seconds.format(ms / 1000) });

/** "40 s", "3 min 40 s", "2 h 10 min" */
export function formatSeconds(total: number): string {
  const whole = Math.round(total);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts = [
    hours > 0 && t("analyticsHandOver.hours", { count: formatNumber(hours) }),
    minutes > 0 && t("analyticsHandOver.minutes", { count: formatNumber(minutes) }),
    hours === 0 && (rest > 0 || minutes === 0) && t("analyticsHandOver.seconds", { count: formatNumber(rest) }),
  ];
  return parts.filter((part) => part !== false).join(" ");
}
