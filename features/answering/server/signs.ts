import searchWeights from "#features/knowledge/server/meaning/weights.json" with { type: "json" };
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { termsOf } from "#platform/search/terms.ts";
import { cost, found, matched } from "./matched.ts";
import { nearnessOf } from "./nearness.ts";
import type { AnalysedQuestion, AskedTerm } from "./question.ts";
import { holdsKind, measurable } from "./question-kind.ts";
import { sentencesOf, type Sentence } from "./sentences.ts";

/** What speaks for a passage as one that helps, and for each of its sentences as the one that answers: numbers of about one size. */
export type PassageSigns = { passage: RankedPassage; sentences: Sentence[]; signs: Signs; each: Signs[] };
export type Signs = Record<string, number>;

/**
 * The signs of all passages that one search found, in its order. How much each says is learned (`npm run bench -- fit-answers`);
 * leads are within limits, so that a project of one page is told nothing else than others.
 */
export function signsOf(question: AnalysedQuestion, passages: readonly RankedPassage[]): PassageSigns[] {
  const views = passages.map((passage) => viewOf(question, passage));
  // What the words say in their places is a sign of its own.
  const scores = passages.map(({ score, met }) => score - searchWeights.words * met);
  const best = Math.max(...scores) || 1;
  const weights = scores.map((score) => Math.exp(3 * (score - best)));
  const total = sum(weights);
  const measured = measurable.has(question.kind);
  return views.map((view, place) => {
    const { passage } = view;
    const others = views.filter((other) => other !== view);
    const ofDocument = views.filter((other) => other.passage.document_id === passage.document_id);
    const nearLead = lead(
      view.nearest,
      others.map(({ nearest }) => nearest),
    );
    const metLead = lead(
      passage.met,
      others.map((other) => other.passage.met),
    );
    const wordsLead = lead(
      view.inPassage,
      others.map(({ inPassage }) => inPassage),
    );
    const signs: Signs = {
      score: scores[place]!,
      relative: scores[place]! / best,
      lead: lead(
        scores[place]!,
        scores.filter((_score, at) => at !== place),
      ),
      first: Number(place === 0),
      share: weights[place]! / total,
      documentShare: sum(views.map((other, at) => (ofDocument.includes(other) ? weights[at]! : 0))) / total,
      ofDocument: (ofDocument.length - 1) / Math.max(1, others.length),
      nearest: view.nearest,
      nearLead,
      nearestOfAll: Math.max(...views.map(({ nearest }) => nearest)),
      nearestOfDocument: Math.max(...ofDocument.map(({ nearest }) => nearest)),
      met: passage.met,
      metLead,
      metAway: Math.max(...passages.map(({ met }) => met)) - passage.met,
      inPassage: view.inPassage,
      wordsLead,
      agree: Number(place === 0 && nearLead >= 0 && wordsLead >= 0),
      inHeading: view.inHeading,
      inTitle: view.inTitle,
      ofHeading: view.ofHeading,
      passageLength: Math.log(passage.text.length + 1) / 10,
      questionLength: Math.min(12, question.terms.length) / 12,
      yesOrNo: Number(question.yesOrNo),
      measured: Number(measured),
      passageHoldsKind: Number(holdsKind(question.kind, passage.text, question.text)),
    };
    const [near, inSentence] = [Math.max(0, ...view.near), Math.max(0, ...view.inSentence)];
    const metMost = Math.max(0, ...view.met);
    const metElsewhere = others.map((other) => Math.max(0, ...other.met));
    const nearElsewhere = others.map((other) => Math.max(0, ...other.near));
    const inElsewhere = others.map((other) => Math.max(0, ...other.inSentence));
    const each = view.sentences.map((sentence, at): Signs => {
      const holds = holdsKind(question.kind, sentence.text, question.text);
      const words = sentence.text.split(/\s+/).length;
      return {
        near: view.near[at]!,
        nearBefore: view.near[at - 1] ?? 0,
        nearAfter: view.near[at + 1] ?? 0,
        farFromNearest: near - view.near[at]!,
        metIn: view.met[at]!,
        metFromMost: metMost - view.met[at]!,
        metAhead: lead(view.met[at]!, metElsewhere),
        nearAhead: lead(view.near[at]!, nearElsewhere),
        inSentence: view.inSentence[at]!,
        inWords: view.inWords[at]!,
        inSurroundings: view.inSurroundings[at]!,
        sentenceAhead: lead(view.inSentence[at]!, inElsewhere),
        holdsMost: Number(view.inSentence[at]! > 0 && view.inSentence[at]! >= inSentence),
        holdsBoth: Number(view.inSentence[at]! >= inSentence && view.near[at]! >= near),
        holdsKind: Number(holds && question.kind !== "any"),
        lacksMeasure: Number(measured && !holds),
        lacksKind: Number(!measured && !holds),
        fixedMissing: view.fixedMissing[at]!,
        words: Math.min(40, words) / 40,
        short: Number(words < 6),
        asks: Number(sentence.text.endsWith("?")),
        opensList: Number(/[:：]$/.test(sentence.text)),
      };
    });
    return { passage, sentences: view.sentences, signs, each };
  });
}

/** What speaks for daring to answer with some quotes: of how many each is the likeliest, and what else the first one's signs say. */
export function daringSigns(given: readonly { likely: number; signs: Signs }[], shown: readonly number[]): Signs {
  const [best] = given;
  if (!best) return Object.fromEntries(daring.map((name) => [name, 0]));
  const { signs, likely } = best;
  const [most = 0, next = 0] = shown;
  return {
    likely,
    likelyAny: 1 - given.reduce((none, one) => none * (1 - one.likely), 1),
    helps: most,
    helpsAhead: most - next,
    measuredHolds: signs.measured! * signs.holdsKind!,
    ...Object.fromEntries(carriedOver.map((name) => [name, signs[name]!])),
  };
}

const carriedOver = [
  "relative",
  "lead",
  "agree",
  "met",
  "metLead",
  "metIn",
  "metAhead",
  "inPassage",
  "inSentence",
  "near",
  "sentenceAhead",
  "questionLength",
  "fixedMissing",
] as const;
const daring = ["likely", "likelyAny", "helps", "helpsAhead", "measuredHolds", ...carriedOver];

/** As far as one can be ahead of the next. */
const leadMax = 0.5;

function lead(one: number, others: readonly number[]): number {
  return others.length === 0 ? 0 : Math.max(-leadMax, Math.min(leadMax, one - Math.max(...others)));
}

/** What one passage holds of the question, as shares of its weight. */
function viewOf(question: AnalysedQuestion, passage: RankedPassage) {
  const sentences = sentencesOf(passage.text);
  const heading = new Set(termsOf(passage.headings.at(-1) ?? ""));
  const titles = new Set(termsOf(`${passage.title}\n${passage.headings.join("\n")}`));
  const sets = sentences.map(({ text }) => new Set(termsOf(text)));
  const all = new Set(sets.flatMap((set) => [...set]));
  const total = sum(question.terms.map(cost)) || 1;
  const shareBy = (of: (asked: AskedTerm) => number) => sum(question.terms.map((asked) => cost(asked) * of(asked))) / total;
  const around = sets.map((_set, at) => sets.slice(Math.max(0, at - 1), at + 2));
  const said = [...heading].filter((term) => question.terms.some((asked) => matched(asked, new Set([term])) > 0));
  return {
    passage,
    sentences,
    nearest: passage.nearness ?? 0,
    near: nearnessOf(passage, sentences, "nearness"),
    met: nearnessOf(passage, sentences, "met"),
    inPassage: shareBy((asked) => found(asked, titles, [all])),
    inHeading: shareBy((asked) => matched(asked, heading)),
    inTitle: shareBy((asked) => matched(asked, titles)),
    ofHeading: heading.size === 0 ? 0 : said.length / heading.size,
    inWords: sets.map((set) => shareBy((asked) => matched(asked, set))),
    inSentence: sets.map((set) => shareBy((asked) => Math.max(matched(asked, set), 0.9 * matched(asked, heading)))),
    inSurroundings: around.map((surroundings) => shareBy((asked) => found(asked, titles, surroundings))),
    fixedMissing: around.map((surroundings) => shareBy((asked) => Number(asked.fixed && found(asked, titles, surroundings) === 0))),
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
