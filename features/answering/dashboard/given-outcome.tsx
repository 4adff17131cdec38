import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import type { GivenOutcome } from "../contract.ts";
import { t } from "./messages.ts";

/** What the ways are called in which an answer that was given can end, and their colours. */
export const givenOutcomes: Record<GivenOutcome, { label: string; tone: Tone }> = {
  answered: { label: t("givenOutcome.answered"), tone: "good" },
  suggested: { label: t("givenOutcome.suggested"), tone: "accent" },
  declined: { label: t("givenOutcome.declined"), tone: "warn" },
};

/** How an answer that was given ended. */
export function GivenOutcomeBadge({ outcome }: { outcome: GivenOutcome }) {
  const { label, tone } = givenOutcomes[outcome];
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
