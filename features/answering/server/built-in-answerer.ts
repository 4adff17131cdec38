import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Why } from "../contract.ts";
import type { AnswerPiece, Answerer, AnswererTools } from "./answerer.ts";
import { confidenceOf } from "./confidence.ts";
import { weighEvidence } from "./evidence.ts";
import { readingsOf, type Reading } from "./follow-up.ts";
import { analyseQuestion } from "./question.ts";
import { quoteOf } from "./quote.ts";
import { answerSmallTalk, declineSentence } from "./small-talk.ts";
import { whyOf } from "./why.ts";

/**
 * Answers without a model: finds the passages, picks the sentences that answer and quotes them word for word, with
 * the passage each is in. Says so when the documents hold no answer.
 */
export const builtInAnswerer: Answerer = async function* (question, tools) {
  const smallTalk = answerSmallTalk(question.text);
  if (smallTalk) {
    yield* inPieces(smallTalk);
    yield end("answered");
    return;
  }
  for (const reading of readingsOf(question)) {
    const { quotes, why } = await findQuotes(reading, tools);
    yield { type: "why", why };
    if (quotes.length === 0) continue;
    yield* inPieces(quotes.map(({ quote }) => `“${quote.replace(/\s+/g, " ")}”`).join("\n\n"));
    yield {
      type: "citations",
      data: quotes.map(({ passage, quote }) => ({ title: passage.title, url: passage.url, source_id: passage.source_id, text: quote })),
    };
    yield end("answered");
    return;
  }
  yield* inPieces(declineSentence(question.text));
  yield end("declined");
};

/** Passages that are weighed, and that are quoted at most. */
const passagesMax = 6;
const quotesMax = 2;
/** How close another passage must come to the best to be quoted beside it. */
const closeEnough = 0.06;

type Quote = { passage: RankedPassage; quote: string };

async function findQuotes(reading: Reading, tools: AnswererTools): Promise<{ quotes: Quote[]; why: Why }> {
  const query = reading.earlier ? `${reading.earlier} ${reading.text}` : reading.text;
  const passages = await tools.search(query, passagesMax);
  tools.signal.throwIfAborted();
  const best = passages[0];
  if (!best) return { quotes: [], why: whyOf(query, []) };
  const question = analyseQuestion(reading.text, best.rarity, reading.earlier);
  const weighed = passages.flatMap((passage) => {
    const evidence = weighEvidence(question, passage);
    if (!evidence) return [];
    const confidence = confidenceOf(question, evidence);
    return [{ passage, evidence, confidence, merit: confidence + 0.5 * (passage.score / best.score) }];
  });
  weighed.sort((one, other) => other.merit - one.merit);
  const sure = weighed.filter(({ confidence, merit }) => confidence >= 0 && merit >= weighed[0]!.merit - closeEnough);
  const quotes = sure.slice(0, quotesMax).map(({ passage, evidence }) => ({ passage, quote: quoteOf(passage, evidence) }));
  return {
    quotes: quotes.filter(({ quote }, at) => quotes.findIndex((other) => other.quote === quote) === at),
    why: whyOf(query, weighed),
  };
}

/** A few pieces, so that an answer appears as one that is being written. */
function* inPieces(text: string): Generator<AnswerPiece> {
  for (const [delta] of text.matchAll(/[^]{1,48}(?:\s+|$)|[^]{1,48}/g)) yield { type: "text", delta };
}

function end(outcome: "answered" | "declined"): AnswerPiece {
  return { type: "end", outcome };
}
