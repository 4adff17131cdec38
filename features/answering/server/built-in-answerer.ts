import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Citation, GivenOutcome, Why } from "../contract.ts";
import type { AnswerPiece, Answerer, AnswererTools, Question } from "./answerer.ts";
import { citationOf } from "./citations.ts";
import { confidenceOf } from "./confidence.ts";
import { weighEvidence, type Evidence } from "./evidence.ts";
import { questionsIn, readingsOf, type Reading } from "./follow-up.ts";
import { analyseQuestion } from "./question.ts";
import { quoteOf } from "./quote.ts";
import { passagesPerSearch } from "./search-ahead.ts";
import { answerSmallTalk, declineSentence, smallTalkOf, suggestSentence } from "./small-talk.ts";
import { whyOf, whyOfAll } from "./why.ts";

/**
 * Answers without a model: finds the passages, picks the sentences that answer and quotes them word for word, with
 * the passage each is in. Where it is not sure it shows the passages, and says so when the documents hold no answer.
 */
export const builtInAnswerer: Answerer = async function* (question, tools) {
  const smallTalk = smallTalkOf(question.text);
  if (smallTalk) {
    yield* inPieces(await answerSmallTalk(smallTalk, tools));
    yield end("answered");
    return;
  }
  const found: Found[] = [];
  for (const one of questionsIn(question)) found.push(await find(one, tools));
  yield { type: "why", why: whyOfAll(found.map(({ why }) => why)) };
  if (found.some(({ quotes }) => quotes.length > 0)) {
    const parts = found.map(async ({ text, quotes }) =>
      quotes.length > 0 ? quotes.map(inQuotationMarks).join("\n\n") : `${text} ${await declineSentence(question, tools, [])}`,
    );
    yield* inPieces((await Promise.all(parts)).join("\n\n"));
    yield { type: "citations", data: found.flatMap(({ quotes }) => quotes) };
    yield end("answered");
    return;
  }
  const suggested = distinct(found.flatMap((one) => one.suggested)).slice(0, suggestionsMax);
  if (suggested.length > 0) {
    yield* inPieces(suggestSentence(question.text));
    yield { type: "citations", data: suggested.map((passage) => citationOf(passage, passage.text)) };
    yield end("suggested");
    return;
  }
  const nearest = found.flatMap(({ passages }) => passages.map(({ title }) => title));
  yield* inPieces(await declineSentence(question, tools, nearest));
  yield end("declined");
};

/** Passages that are quoted, and that are shown at most. */
const quotesMax = 2;
const suggestionsMax = 3;
/** How close another passage must come to the best to be quoted beside it. */
const closeEnough = 0.06;
/** The share of a question's weight that a passage must hold to be shown where nothing is sure enough. */
const mayHelp = 0.5;
/** How near to the question the nearest sentence of a passage must be to be quoted, or shown (`npm run bench -- everyday-answers`). */
const nearEnoughToQuote = 0.5;
const nearEnoughToHelp = 0.45;

type Weighed = { passage: RankedPassage; evidence: Evidence; confidence: number; merit: number };

type Found = { text: string; quotes: Citation[]; suggested: RankedPassage[]; passages: RankedPassage[]; why: Why };

/** What is found for one question by the first of its readings that answers; else what may help. */
async function find(question: Question, tools: AnswererTools): Promise<Found> {
  let best: Found | null = null;
  for (const reading of readingsOf(question)) {
    const { passages, weighed, why } = await weigh(reading, tools);
    const found = { text: question.text, quotes: quotesOf(weighed, passages), suggested: suggestionsOf(weighed, passages), passages, why };
    if (found.quotes.length > 0) return found;
    if (!best || (best.suggested.length === 0 && found.suggested.length > 0)) best = found;
  }
  return best!;
}

async function weigh(reading: Reading, tools: AnswererTools): Promise<{ passages: RankedPassage[]; weighed: Weighed[]; why: Why }> {
  const query = reading.earlier ? `${reading.earlier} ${reading.text}` : reading.text;
  const passages = await tools.search(query, passagesPerSearch);
  tools.signal.throwIfAborted();
  const best = passages[0];
  if (!best) return { passages, weighed: [], why: whyOf(query, []) };
  const question = analyseQuestion(reading.text, best.rarity, reading.earlier);
  const unordered = passages.flatMap((passage) => {
    const evidence = weighEvidence(question, passage);
    if (!evidence) return [];
    const confidence = confidenceOf(question, evidence);
    return [{ passage, evidence, confidence, merit: confidence + 0.5 * (passage.score / best.score) }];
  });
  const weighed = unordered.toSorted((one, other) => other.merit - one.merit);
  return { passages, weighed, why: whyOf(query, weighed) };
}

/** Where meaning is known, only what search ranks first is quoted: words that agree by chance are elsewhere too. */
function quotesOf(weighed: readonly Weighed[], [first]: readonly RankedPassage[]): Citation[] {
  const sure = weighed.filter(
    ({ passage, confidence, merit }) =>
      confidence >= 0 &&
      merit >= weighed[0]!.merit - closeEnough &&
      (passage.nearness === null || (passage === first && passage.nearness >= nearEnoughToQuote)),
  );
  const quotes = sure.slice(0, quotesMax).map(({ passage, evidence }) => citationOf(passage, quoteOf(passage, evidence)));
  return quotes.filter(({ text }, at) => quotes.findIndex((other) => other.text === text) === at);
}

/** What search ranks first, where one of it is near to the question; where meaning is not known, holds enough of its words. */
function suggestionsOf(weighed: readonly Weighed[], passages: readonly RankedPassage[]): RankedPassage[] {
  const best = passages.slice(0, suggestionsMax);
  const knowsMeaning = best.some(({ nearness }) => nearness !== null);
  const shareOf = new Map(weighed.map(({ passage, evidence }) => [passage, evidence.inPassage]));
  const helps = (passage: RankedPassage) =>
    knowsMeaning ? (passage.nearness ?? 0) >= nearEnoughToHelp : (shareOf.get(passage) ?? 0) >= mayHelp;
  return best.some(helps) ? best : [];
}

function distinct(passages: readonly RankedPassage[]): RankedPassage[] {
  return passages.filter(({ chunk_id }, at) => passages.findIndex((other) => other.chunk_id === chunk_id) === at);
}

const inQuotationMarks = ({ text }: Citation) => `“${text.replace(/\s+/g, " ")}”`;

/** A few pieces, so that an answer appears as one that is being written. */
function* inPieces(text: string): Generator<AnswerPiece> {
  for (const [delta] of text.matchAll(/[^]{1,48}(?:\s+|$)|[^]{1,48}/g)) yield { type: "text", delta };
}

function end(outcome: GivenOutcome): AnswerPiece {
  return { type: "end", outcome };
}
