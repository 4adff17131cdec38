import type { ReactNode } from "react";
import { formatNumber, formatShare } from "#browser/ui/format.ts";
import type { Insights } from "../contract.ts";
import { t } from "./messages.ts";

/** The last seven days in three numbers: tiles, on a phone the rows of one card. */
export function WeekNumbers({ insights }: { insights: Insights }) {
  const { answers, answered_share: share, conversations } = insights;
  return (
    <dl className="max-sm:divide-y max-sm:rounded-lg max-sm:border max-sm:bg-surface sm:grid sm:grid-cols-3 sm:gap-4">
      <Tile label={t("weekNumbers.answersThisWeek")} value={formatNumber(answers)} note={t("weekNumbers.lastSevenDays")} />
      <Tile label={t("weekNumbers.answered")} value={share === null ? "–" : formatShare(share)} note={noteOf(insights)} />
      <Tile label={t("weekNumbers.conversations")} value={formatNumber(conversations)} note={t("weekNumbers.testChatsIncluded")} />
    </dl>
  );
}

/** What became of the questions that were not answered. */
function noteOf({ answers, suggested, declined }: Insights): string {
  if (answers === 0) return t("weekNumbers.noQuestionYet");
  const suggestions = t("weekNumbers.suggested", { suggested });
  if (suggested > 0 && declined > 0) return t("weekNumbers.both", { suggestions, declined });
  if (suggested > 0) return suggestions;
  return declined > 0 ? t("weekNumbers.withoutAnswer", { declined }) : t("weekNumbers.everyAnswered");
}

function Tile({ label, value, note }: { label: string; value: string; note: ReactNode }) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-center px-4 py-2.5 sm:grid-cols-1 sm:rounded-lg sm:border sm:bg-surface sm:py-3.5 sm:shadow-sm">
      <dt className="font-medium sm:text-sm sm:font-normal sm:text-soft">{label}</dt>
      <dd className="row-span-2 text-xl font-semibold tabular-nums sm:row-span-1 sm:mt-1 sm:text-2xl">{value}</dd>
      <dd className="text-sm text-soft">{note}</dd>
    </div>
  );
}
