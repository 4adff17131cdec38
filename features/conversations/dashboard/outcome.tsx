import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import { givenOutcomes } from "#features/answering/dashboard/given-outcome.tsx";
import { Outcome } from "../contract.ts";
import { t } from "./messages.ts";

const words: Record<Outcome, { label: string; tone: Tone; sentence: string }> = {
  answered: { ...givenOutcomes.answered, sentence: "" },
  suggested: { ...givenOutcomes.suggested, sentence: t("outcome.suggestedSentence") },
  declined: { ...givenOutcomes.declined, sentence: t("outcome.declinedSentence") },
  failed: { label: t("outcome.failed"), tone: "bad", sentence: t("outcome.failedSentence") },
  aborted: { label: t("outcome.stopped"), tone: "plain", sentence: t("outcome.stoppedSentence") },
};

export const outcomeOptions = Outcome.options.map((value) => ({
  value,
  label: words[value].label,
}));

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <StatusBadge tone={words[outcome].tone}>{words[outcome].label}</StatusBadge>;
}

/** What an outcome means, in a sentence. */
export const outcomeSentence = (outcome: Outcome) => words[outcome].sentence;
