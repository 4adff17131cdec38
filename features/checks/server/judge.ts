import type { TriedAnswer } from "#features/answering/contract.ts";
import type { Change, Verdict } from "../contract.ts";
import type { CheckRow } from "./check-row.ts";

type Expected = Pick<CheckRow, "expects" | "expected_text" | "source_id" | "suggestion_counts">;

/** Whether an answer is what the check expects, and why. */
export function judge(expected: Expected, { text, citations, outcome }: Pick<TriedAnswer, "text" | "citations" | "outcome">): Verdict {
  if (expected.expects === "declined") return outcome === "declined" ? "declined" : "not_declined";
  if (expected.expects === "source" && expected.source_id === null) return "source_gone";
  if (outcome === "declined") return "was_declined";
  const isRight =
    expected.expects === "source"
      ? citations.some(({ source_id }) => source_id === expected.source_id)
      : // Of an answer its own words count; of a suggestion those of the passages that it shows.
        (outcome === "suggested" ? citations.map((citation) => citation.text) : [text]).some((said) =>
          holds(said, expected.expected_text!),
        );
  if (!isRight) return expected.expects === "source" ? "from_others" : "lacks_text";
  if (outcome === "suggested" && !expected.suggestion_counts) return "only_suggested";
  return expected.expects === "source" ? "from_source" : "has_text";
}

export const isPassed = (verdict: Verdict) => verdict === "has_text" || verdict === "from_source" || verdict === "declined";

/** What a check's answer is beside the one before it; null: there was none. */
export function compare(verdict: Verdict, before: Verdict | null): Change {
  if (isUnanswered(verdict)) return "unanswered";
  const passed = isPassed(verdict);
  if (before === null) return passed ? "passing" : "failing";
  if (passed === isPassed(before)) return passed ? "still_passing" : "still_failing";
  return passed ? "newly_passing" : "newly_failing";
}

const isUnanswered = (verdict: Verdict) => verdict === "budget_spent" || verdict === "unavailable";

/** Case, white space, emphasis, marks of citations and the kinds of quotation marks and dashes make no difference. */
function holds(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s*\[\d+\]/g, "")
    .replace(/[*_`]+/g, "")
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}
