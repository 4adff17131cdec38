import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import { t } from "./messages.ts";

const looks: Record<string, { label: string; tone: Tone }> = {
  answered: { label: t("givenOutcome.answered"), tone: "good" },
  suggested: { label: t("givenOutcome.suggested"), tone: "accent" },
  declined: { label: t("givenOutcome.declined"), tone: "warn" },
};

/** How an answer that was given ended. */
export function GivenOutcomeBadge({ outcome }: { outcome: string }) {
  const { label, tone } = looks[outcome] ?? { label: outcome, tone: "plain" };
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
