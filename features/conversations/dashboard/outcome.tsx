import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import type { Outcome } from "../contract.ts";

const words: Record<Outcome, { label: string; tone: Tone; sentence: string }> = {
  answered: { label: "Answered", tone: "good", sentence: "" },
  declined: { label: "Declined", tone: "warn", sentence: "The knowledge base has no answer to this." },
  failed: { label: "Failed", tone: "bad", sentence: "The answer broke off. The visitor was told to try again." },
  aborted: { label: "Stopped", tone: "plain", sentence: "The visitor left or stopped the answer before its end." },
};

export const outcomeOptions = (["answered", "declined", "failed", "aborted"] as const).map((value) => ({
  value,
  label: words[value].label,
}));

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <StatusBadge tone={words[outcome].tone}>{words[outcome].label}</StatusBadge>;
}

/** What an outcome means, in a sentence. */
export const outcomeSentence = (outcome: Outcome) => words[outcome].sentence;

/** Of several outcomes the one that somebody should look at. */
export function mostNotable(outcomes: readonly Outcome[]): Outcome | null {
  return (["failed", "declined", "aborted", "answered"] as const).find((outcome) => outcomes.includes(outcome)) ?? null;
}
