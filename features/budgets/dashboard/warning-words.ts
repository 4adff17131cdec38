import { formatDate } from "#browser/ui/format.ts";
import { isFlow, nounOf, type BudgetKind, type BudgetWarning, type SetBy } from "../contract.ts";

/** What is so, first: "The budget of answers for this month is spent." */
export function warningHead({ kind, percent, set_by }: BudgetWarning): string {
  if (set_by === "billing") {
    const what = `${nounOf[kind]} ${isFlow(kind) ? "of this period are" : "is"} used`;
    return percent === 100 ? `The ${what} up.` : `80 % of the ${what}.`;
  }
  const what = `budget of ${nounOf[kind]}${isFlow(kind) ? " for this month" : ""} is`;
  return percent === 100 ? `The ${what} spent.` : `80 % of the ${what} used.`;
}

/** What follows from it, and who can change it. */
export function warningWords({ kind, percent, stops, set_by, ends_at }: BudgetWarning): string {
  const until = isFlow(kind) ? ` until ${formatDate(ends_at)}` : "";
  const who = whoMay[set_by];
  if (percent === 100) return `${stops ? stopped[kind](until) : "It only warns: nothing stops."} ${who}`;
  return who;
}

const whoMay: Record<SetBy, string> = {
  owner: "An Owner can raise it on the Usage page.",
  operator: "It was set by the operator of this installation.",
  billing: "Under Billing, an Owner can see how to get more.",
};

const answersNobody = (until: string) => `Agents do not answer${until}.`;
const stopped: Record<BudgetKind, (until: string) => string> = {
  answers: answersNobody,
  input_tokens: answersNobody,
  output_tokens: answersNobody,
  sms_sent: (until) => `No text message is sent${until}.`,
  bytes_stored: () => "Nothing can be added to a knowledge base until something is deleted.",
};

/** The gravest first. */
export const byGravity = (warnings: readonly BudgetWarning[]): BudgetWarning[] =>
  warnings.toSorted((one, other) => Number(other.stops) - Number(one.stops) || other.percent - one.percent);
