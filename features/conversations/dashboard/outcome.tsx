import { givenOutcomes } from "#features/answering/dashboard/given-outcome.tsx";
import { Outcome } from "../contract.ts";
import { t } from "./messages.ts";

const words: Record<Outcome, { label: string; sentence: string }> = {
  answered: { label: givenOutcomes.answered.label, sentence: "" },
  suggested: { label: givenOutcomes.suggested.label, sentence: t("outcome.suggestedSentence") },
  declined: { label: givenOutcomes.declined.label, sentence: t("outcome.declinedSentence") },
  failed: { label: t("outcome.failed"), sentence: t("outcome.failedSentence") },
  aborted: { label: t("outcome.stopped"), sentence: t("outcome.stoppedSentence") },
};

export const outcomeOptions = Outcome.options.map((value) => ({
  value,
  label: words[value].label,
}));

export const outcomeLabel = (outcome: Outcome) => words[outcome].label;

/** What an outcome means, in a sentence. */
export const outcomeSentence = (outcome: Outcome) => words[outcome].sentence;
