import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { answeringLines } from "./answering-lines.ts";
import { weighEvidence, type Evidence } from "./evidence.ts";
import { suggestionsMax, type Judged } from "./judged.ts";
import type { AnalysedQuestion } from "./question.ts";
import { measurable } from "./question-kind.ts";
import { quoteOf } from "./quote.ts";

/**
 * Judges passages by the words that they share with the question: without an encoder, and in languages other than English, of
 * which nothing was learned. Where a model knows what such a passage means, only what search ranks first is quoted, and only if
 * it is near: words that agree by chance are elsewhere too.
 */
export function judgeByWords(question: AnalysedQuestion, passages: readonly RankedPassage[]): Judged {
  const best = passages[0]?.score ?? 1;
  const weighed = passages
    .flatMap((passage) => {
      const evidence = weighEvidence(question, passage);
      if (!evidence) return [];
      const confidence = confidenceOf(question, evidence);
      return [{ passage, evidence, confidence, merit: confidence + 0.5 * (passage.score / best) }];
    })
    .toSorted((one, other) => other.merit - one.merit);
  const sure = weighed.filter(
    ({ passage, confidence, merit }) =>
      confidence >= 0 &&
      merit >= weighed[0]!.merit - closeEnough &&
      (passage.nearness === null || (passage === passages[0] && passage.nearness >= nearEnoughToQuote)),
  );
  const quotes = sure.slice(0, quotesMax).flatMap(({ passage, evidence }) => {
    const quote = quoteOf(passage, evidence, question);
    return quote ? [{ ...quote, passage }] : [];
  });
  const shareOf = new Map(weighed.map(({ passage, evidence }) => [passage, evidence.inPassage]));
  const linesOf = new Map(
    weighed.map(({ passage, evidence }) => [
      passage,
      answeringLines(passage.text, evidence.sentences, evidence.at + Number(evidence.goesOn)),
    ]),
  );
  const shown = passages.slice(0, suggestionsMax);
  const knowsMeaning = shown.some(({ nearness }) => nearness !== null);
  const helps = (passage: RankedPassage) =>
    knowsMeaning ? (passage.nearness ?? 0) >= nearEnoughToHelp : (shareOf.get(passage) ?? 0) >= mayHelp;
  return {
    quotes: quotes.filter(({ said }, at) => quotes.findIndex((other) => other.said === said) === at),
    suggested: shown.some(helps) ? shown.map((passage) => ({ passage, lines: linesOf.get(passage) })) : [],
    weighed: weighed.map(({ passage, confidence }) => ({ passage, confidence: asShare(confidence) })),
    threshold: asShare(0),
  };
}

const quotesMax = 2;
/** How close another passage must come to the best to be quoted beside it. */
const closeEnough = 0.06;
/** The share of a question's weight that a passage must hold to be shown where nothing is sure enough. */
const mayHelp = 0.5;
/** How near to the question the nearest sentence of a passage must be to be quoted, or shown. */
const nearEnoughToQuote = 0.5;
const nearEnoughToHelp = 0.45;

/** How sure it is that a passage answers, from its evidence; answers are given from 0 upward. */
function confidenceOf(question: AnalysedQuestion, evidence: Evidence): number {
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

const threshold = 1.62;
const inflectedThreshold = 1.25;

/** A confidence counts from its threshold, 0, and has no end on either side. */
const asShare = (confidence: number) => 1 / (1 + Math.exp(-steepness * confidence));
const steepness = 2;
