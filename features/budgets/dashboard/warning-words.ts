import { translate } from "#browser/translate.ts";
import { formatDate } from "#browser/ui/format.ts";
import { isFlow, nounOf, type BudgetKind, type BudgetWarning, type SetBy } from "../contract.ts";
import { t } from "./messages.ts";

/** What is so, first: "The budget of answers for this month is spent." */
export function warningHead({ kind, percent, set_by }: BudgetWarning): string {
  const what = { noun: translate(nounOf[kind]), measure: isFlow(kind) ? "flow" : "level" } as const;
  if (set_by === "billing") return percent === 100 ? t("warningWords.planUsedUp", what) : t("warningWords.planNearlyUsed", what);
  return percent === 100 ? t("warningWords.budgetSpent", what) : t("warningWords.budgetNearlySpent", what);
}

/** What follows from it, and who can change it. */
export function warningWords({ kind, percent, stops, set_by, ends_at }: BudgetWarning): string {
  if (percent !== 100) return whoMay[set_by];
  return `${stops ? stopped(kind, formatDate(ends_at)) : t("warningWords.onlyWarns")} ${whoMay[set_by]}`;
}

const whoMay: Record<SetBy, string> = {
  owner: t("warningWords.owner"),
  operator: t("warningWords.operator"),
  billing: t("warningWords.billing"),
};

function stopped(kind: BudgetKind, date: string): string {
  if (kind === "bytes_stored") return t("warningWords.noStorage");
  return kind === "sms_sent" ? t("warningWords.noSms", { date }) : t("warningWords.noAnswers", { date });
}

/** The gravest first. */
export const byGravity = (warnings: readonly BudgetWarning[]): BudgetWarning[] =>
  warnings.toSorted((one, other) => Number(other.stops) - Number(one.stops) || other.percent - one.percent);
