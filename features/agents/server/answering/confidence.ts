import type { Evidence } from "./evidence.ts";

/** How sure it is that a passage answers, from its evidence; answers are given from 0 upward. */
export function confidenceOf(evidence: Evidence, termCount: number): number {
  return (
    0.4 * evidence.inPassage +
    0.8 * evidence.inSentence +
    1.3 * evidence.nearby +
    0.05 * Math.min(10, termCount) -
    (evidence.holdsKind ? 0 : 0.8) -
    1.5 * evidence.fixedMissing -
    (evidence.contrary ? 1.2 : 0) -
    threshold
  );
}

const threshold = 1.6;
