import type { Passage } from "#features/knowledge/contract.ts";
import { termsOf } from "#platform/search/terms.ts";
import { cost, found, matched } from "./matched.ts";
import { denies, opposes } from "./opposites.ts";
import type { AnalysedQuestion } from "./question.ts";
import { holdsKind } from "./question-kind.ts";
import { sentencesOf, type Sentence } from "./sentences.ts";

/** How well the best sentence of a passage, read in its surroundings, covers a question. Shares are 0–1. */
export type Evidence = {
  sentence: Sentence;
  sentences: readonly Sentence[];
  /** Position of `sentence` in `sentences`. */
  at: number;
  /** Shares of the question's weight that the sentence, the sentence with its neighbours, and the passage hold. */
  inSentence: number;
  nearby: number;
  inPassage: number;
  /** Share of the question's neighbouring terms that are neighbours here too. */
  adjacent: number;
  /** Share of the weight that belongs to names, numbers and ranks that stand neither nearby nor in the title. */
  fixedMissing: number;
  /** The sentence could hold an answer of the kind that is asked, or the one after it could. */
  holdsKind: boolean;
  /** It is the one after it. */
  goesOn: boolean;
  /** The sentence says the contrary of a word of the question, or affirms what the question denies. */
  contrary: boolean;
};

/** The best sentence of a passage for a question; null for a passage without a sentence. */
export function weighEvidence(question: AnalysedQuestion, passage: Passage): Evidence | null {
  const sentences = sentencesOf(passage.text);
  const inHeading = new Set(termsOf(passage.headings.at(-1) ?? ""));
  const inTitle = new Set(termsOf(`${passage.title}\n${passage.headings.join("\n")}`));
  const terms = sentences.map((sentence) => termsOf(sentence.text));
  const sets = terms.map((list) => new Set(list));
  const everywhere = new Set(terms.flat());
  const total = question.terms.reduce((sum, term) => sum + cost(term), 0);
  const share = (...sources: ReadonlySet<string>[]) =>
    question.terms.reduce((sum, asked) => sum + cost(asked) * found(asked, inTitle, sources), 0) / total;
  const inPassage = share(everywhere);

  let best: Evidence | null = null;
  let bestScore = -1;
  for (const [at, sentence] of sentences.entries()) {
    const inSentence =
      question.terms.reduce((sum, asked) => sum + cost(asked) * Math.max(matched(asked, sets[at]!), 0.9 * matched(asked, inHeading)), 0) /
      total;
    const surroundings = sets.slice(Math.max(0, at - 1), at + 2);
    const nearby = share(...surroundings);
    const fixedMissing =
      question.terms.reduce((sum, asked) => sum + (asked.fixed && found(asked, inTitle, surroundings) === 0 ? asked.weight : 0), 0) / total;
    const adjacent = adjacency(question, terms[at]!);
    const holds = (one: Sentence | undefined) => one !== undefined && holdsKind(question.kind, one.text, question.text);
    const goesOn = !holds(sentence) && holds(sentences[at + 1]);
    const evidence: Evidence = {
      sentence,
      sentences,
      at,
      inSentence,
      nearby,
      inPassage,
      adjacent,
      fixedMissing,
      goesOn,
      holdsKind: goesOn || holds(sentence),
      contrary:
        !question.yesOrNo &&
        (question.terms.some((asked) => opposes(asked.term, sets[at]!)) || (question.negated && !denies(sentence.text))),
    };
    const score = inSentence + 0.5 * nearby + 0.15 * Number(evidence.holdsKind && !goesOn) + 0.1 * adjacent;
    if (score > bestScore) [best, bestScore] = [evidence, score];
  }
  return best;
}

function adjacency(question: AnalysedQuestion, terms: readonly string[]): number {
  if (question.pairs.length === 0) return 0;
  const near = question.pairs.filter(([one, other]) => {
    const [first, second] = [terms.indexOf(one), terms.indexOf(other)];
    return first >= 0 && second >= 0 && Math.abs(first - second) <= 3;
  });
  return near.length / question.pairs.length;
}
