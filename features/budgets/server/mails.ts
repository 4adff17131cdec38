import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { sayDate } from "#platform/say-date.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import { isFlow, nounOf, type BudgetKind, type SetBy } from "../contract.ts";

type Reached = {
  organization: string;
  agent: string | null;
  kind: BudgetKind;
  set_by: SetBy;
  warn_only: boolean;
  cap: number;
  used: number;
  percent: number;
  period_to: string;
  url: string;
};

/** To every Owner, when four fifths of a cap are used and when all of it is. The subject holds nothing that a user chose. */
export const budgetMail = (to: string, reached: Reached): Message =>
  composeMail({
    to,
    subject: subjectOf(reached),
    sentences: [stand(reached), whatFollows(reached), whoMayChange(reached)],
    link: { label: reached.set_by === "billing" ? "Open Billing" : "Open Usage", url: reached.url },
  });

function subjectOf({ kind, set_by, percent }: Reached): string | Sentence {
  const isAll = percent === 100;
  if (set_by === "billing") {
    const used = say`${nounOf[kind]} ${isFlow(kind) ? "are" : "is"} used`;
    return isAll ? say`Your ${used} up` : say`80 % of your ${used}`;
  }
  return isAll ? say`A budget of ${nounOf[kind]} is spent` : say`80 % of a budget of ${nounOf[kind]} is used`;
}

function stand({ organization, agent, kind, set_by, cap, used, period_to }: Reached): string | Sentence {
  const whose = agent === null ? say`The organization "${organization}"` : say`The agent "${agent}" of the organization "${organization}"`;
  const when = set_by === "billing" ? say` in the period that ends on ${sayDate(period_to)}` : " this month";
  return say`${whose} has used ${amount(kind, used)} of ${amount(kind, cap)}${isFlow(kind) ? when : ""}.`;
}

function whatFollows({ agent, kind, set_by, warn_only, percent, period_to }: Reached): string | Sentence {
  const until = isFlow(kind) ? say` until ${sayDate(period_to)}` : "";
  if (warn_only)
    return percent === 100 ? "This budget only warns: everything continues." : "This budget only warns: nothing stops when it is spent.";
  const stops: Record<BudgetKind, string | Sentence> = {
    answers: say`${agent === null ? "no agent answers" : "this agent does not answer"}${until}`,
    input_tokens: say`${agent === null ? "no agent with a model answers" : "this agent does not answer"}${until}`,
    output_tokens: say`${agent === null ? "no agent with a model answers" : "this agent does not answer"}${until}`,
    sms_sent: say`no text message is sent${until}`,
    bytes_stored: "no file and no text can be added until others are deleted",
  };
  const visitors =
    kind === "sms_sent" || kind === "bytes_stored" ? "" : " Visitors are told that the chat is not available, and your contact number.";
  return percent === 100
    ? say`From now on ${stops[kind]}.${visitors}`
    : say`${set_by === "billing" ? "After that" : "When it is spent"}, ${stops[kind]}.`;
}

const whoMayChange = ({ set_by }: Reached) => whoMay[set_by];
const whoMay: Readonly<Record<SetBy, string>> = {
  owner: "Any Owner can raise it on the Usage page.",
  operator: "It was set by the operator of this installation, who can raise it.",
  billing: "Under Billing, any Owner can see how to get more.",
};

function amount(kind: BudgetKind, quantity: number): Sentence {
  if (kind === "bytes_stored") return say`${(quantity / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB of storage`;
  return say`${quantity.toLocaleString("en")} ${nounOf[kind]}`;
}
