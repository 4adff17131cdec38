import { formatDollars, formatNumber, formatShare } from "#browser/ui/format.ts";
import type { Analytics, AnalyticsTotals } from "../contract.ts";
import { t } from "./messages.ts";
import { formatMs } from "./durations.ts";

/** The numbers, each beside that of as many days before; on a phone the rows of one card. */
export function AnalyticsCards({ analytics: { totals, previous } }: { analytics: Analytics }) {
  const before = previous?.totals ?? null;
  const [tokens, tokensBefore] = [tokensOf(totals), before && tokensOf(before)];
  return (
    <dl className="max-sm:divide-y max-sm:rounded-lg max-sm:border max-sm:bg-surface sm:grid sm:grid-cols-2 sm:gap-3 lg:grid-cols-3">
      <Card
        label={t("analyticsCards.conversations")}
        value={formatNumber(totals.conversations)}
        words={before && changeOf(totals.conversations, before.conversations)}
      />
      <Card
        label={t("analyticsCards.solved")}
        value={shareWords(totals.solved, totals.conversations)}
        words={
          (before && pointsOf(solvedShare(totals), solvedShare(before))) ??
          t("analyticsCards.ofBegun", { count: formatNumber(totals.conversations) })
        }
      />
      <Card
        label={t("analyticsCards.ratings")}
        value={shareWords(totals.ratings.up, ratedOf(totals))}
        words={t("analyticsCards.ofRated", { count: ratedOf(totals) })}
      />
      <Card
        label={t("analyticsCards.firstWords")}
        value={totals.first_words.median_ms === null ? "–" : formatMs(totals.first_words.median_ms)}
        words={
          totals.first_words.p90_ms === null
            ? t("analyticsCards.nothingTimed")
            : t("analyticsCards.within", { time: formatMs(totals.first_words.p90_ms) })
        }
      />
      <Card
        label={t("analyticsCards.tokens")}
        value={formatNumber(tokens)}
        words={
          tokens === 0
            ? tokensBefore !== null && changeOf(tokens, tokensBefore)
            : t("analyticsCards.tokensOf", { input: formatNumber(totals.tokens.input), output: formatNumber(totals.tokens.output) })
        }
      />
      <Card label={t("analyticsCards.cost")} value={costWords(totals)} words={costChange(totals, before)} />
    </dl>
  );
}

function Card({ label, value, words }: { label: string; value: string; words: string | false | null }) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 px-4 py-2.5 sm:grid-cols-1 sm:rounded-lg sm:border sm:bg-surface sm:py-3.5 sm:shadow-sm">
      <dt className="font-medium sm:text-sm sm:font-normal sm:text-soft">{label}</dt>
      <dd className="row-span-2 text-xl font-semibold tabular-nums sm:row-span-1 sm:mt-1 sm:text-2xl">{value}</dd>
      {words && <dd className="text-sm text-soft tabular-nums">{words}</dd>}
    </div>
  );
}

const tokensOf = ({ tokens }: AnalyticsTotals) => tokens.input + tokens.output;
const costWords = ({ cost }: AnalyticsTotals) => t("analyticsCards.dollars", { dollars: formatDollars(cost.usd) });
function costChange({ cost }: AnalyticsTotals, before: AnalyticsTotals | null): string | null {
  if (cost.unpriced > 0) return t("analyticsCards.unpriced", { count: cost.unpriced });
  if (cost.usd === 0) return t("analyticsCards.none");
  return before && before.cost.usd > 0 ? changeOf(cost.usd, before.cost.usd) : null;
}
const ratedOf = ({ ratings }: AnalyticsTotals) => ratings.up + ratings.down;
const shareWords = (part: number, whole: number) => (whole === 0 ? "–" : formatShare(part / whole));
const solvedShare = ({ solved, conversations }: AnalyticsTotals) => (conversations === 0 ? null : solved / conversations);

/** "+12%"; nothing to say where there was nothing before. */
function changeOf(now: number, before: number): string {
  if (now === before) return now === 0 ? t("analyticsCards.none") : t("analyticsCards.same");
  if (before === 0) return t("analyticsCards.more", { share: formatNumber(now) });
  const share = formatShare(Math.abs(now - before) / before);
  return now > before ? t("analyticsCards.more", { share }) : t("analyticsCards.less", { share });
}

function pointsOf(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null;
  const points = Math.round((now - before) * 100);
  if (points === 0) return t("analyticsCards.same");
  return t("analyticsCards.points", { sign: points > 0 ? "+" : "−", points: Math.abs(points) });
}
