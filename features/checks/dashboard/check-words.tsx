import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import type { Change, Check, CheckAnswer, CheckState, Verdict } from "../contract.ts";
import { t } from "./messages.ts";

type Expected = Pick<Check, "expects" | "expected_text" | "source_name" | "suggestion_counts">;

/** What the answer to a check has to be, in a line. */
export function expectedOf({ expects, expected_text, source_name, suggestion_counts }: Expected): string {
  if (expects === "declined") return t("expected.declined");
  const what = expects === "text" ? t("expected.text", { text: expected_text ?? "" }) : t("expected.source", { source: source_name ?? "" });
  return suggestion_counts ? `${what}, ${t("expected.orSuggested")}` : what;
}

/** Why a check passed or failed, in a sentence. */
export function sayVerdict(verdict: Verdict, { expected_text, source_name }: Expected): string {
  return verdictSentences[verdict]({ text: expected_text ?? "", source: source_name ?? "" });
}

const verdictSentences: Record<Verdict, (values: { text: string; source: string }) => string> = {
  has_text: ({ text }) => t("verdict.has_text", { text }),
  lacks_text: ({ text }) => t("verdict.lacks_text", { text }),
  from_source: ({ source }) => t("verdict.from_source", { source }),
  from_others: ({ source }) => t("verdict.from_others", { source }),
  source_gone: ({ source }) => t("verdict.source_gone", { source }),
  declined: () => t("verdict.declined"),
  not_declined: () => t("verdict.not_declined"),
  was_declined: () => t("verdict.was_declined"),
  only_suggested: () => t("verdict.only_suggested"),
  budget_spent: () => t("verdict.budget_spent"),
  unavailable: () => t("verdict.unavailable"),
};

const changes: Record<Change, { label: string; tone: Tone }> = {
  newly_failing: { label: t("change.newly_failing"), tone: "bad" },
  newly_passing: { label: t("change.newly_passing"), tone: "good" },
  failing: { label: t("change.failing"), tone: "bad" },
  still_failing: { label: t("change.still_failing"), tone: "bad" },
  unanswered: { label: t("change.unanswered"), tone: "warn" },
  passing: { label: t("change.passing"), tone: "good" },
  still_passing: { label: t("change.still_passing"), tone: "good" },
};

/** What became of a check, compared with the time before. */
export function ChangeBadge({ last }: { last: Pick<CheckAnswer, "change"> | null }) {
  const { label, tone } = last ? changes[last.change] : { label: t("change.not_run"), tone: "plain" as const };
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}

export const stateOptions: { value: CheckState | "all"; label: string }[] = [
  { value: "all", label: t("checksTab.anyState") },
  { value: "failing", label: t("states.failing") },
  { value: "changed", label: t("states.changed") },
  { value: "passing", label: t("states.passing") },
  { value: "unanswered", label: t("states.unanswered") },
  { value: "not_run", label: t("states.notRun") },
];
