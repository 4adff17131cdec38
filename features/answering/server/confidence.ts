import type { Evidence } from "./evidence.ts";
import type { AnalysedQuestion } from "./question.ts";

/** How sure it is that a passage answers, from its evidence; answers are given from 0 upward. */
export function confidenceOf(question: AnalysedQuestion, evidence: Evidence): number {
  return (
    0.4 * evidence.inPassage +
    0.8 * evidence.inSentence +
    1.3 * evidence.nearby +
    0.05 * Math.min(10, question.terms.length) -
    (evidence.holdsKind ? 0 : measurable.has(question.kind) ? 1.2 : 0.8) -
    1.5 * evidence.fixedMissing -
    (evidence.contrary ? 1.2 : 0) -
    (question.inflected ? inflectedThreshold : threshold)
  );
}

/** Kinds that are told by their form: what lacks it is no answer. */
const measurable: ReadonlySet<string> = new Set(["number", "money", "time"]);
const threshold = 1.62;
const inflectedThreshold = 1.25;
