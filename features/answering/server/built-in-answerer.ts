import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Citation, GivenOutcome, Why } from "../contract.ts";
import type { AnswerPiece, Answerer, AnswererTools, Question } from "./answerer.ts";
import { citationOf } from "./citations.ts";
import { questionsIn, readingsOf, type Reading } from "./follow-up.ts";
import { judgeByMeaning } from "./judge-by-meaning.ts";
import { judgeByWords } from "./judge-by-words.ts";
import { suggestionsMax, type Suggested } from "./judged.ts";
import { analyseQuestion } from "./question.ts";
import { passagesJudged } from "./search-ahead.ts";
import { answerSmallTalk, declineSentence, smallTalkOf, suggestSentence, type SmallTalk } from "./small-talk.ts";
import { whyOf, whyOfAll } from "./why.ts";

/**
 * Answers without a model: finds the passages, picks the sentences that answer and quotes them word for word, with
 * the passage each is in. Where it is not sure it shows the passages, and says so when the documents hold no answer.
 */
export const builtInAnswerer: Answerer = async function* (question, tools) {
  const smallTalk = smallTalkOf(question.text);
  if (smallTalk) {
    yield* answerInWords(smallTalk, tools, question.agent);
    return;
  }
  const found: Found[] = [];
  for (const one of questionsIn(question)) found.push(await find(one, tools));
  yield { type: "why", why: whyOfAll(found.map(({ why }) => why)) };
  if (found.some(({ quotes }) => quotes.length > 0)) {
    const parts = found.flatMap(({ quotes }) => quotes.map(inQuotationMarks));
    const open = found.filter(({ quotes }) => quotes.length === 0).map(({ text }) => text);
    // Said once, however many of the questions stay open.
    if (open.length > 0) parts.push(`${open.join(" ")} ${await declineSentence(question, tools, [])}`);
    yield* inPieces(parts.join("\n\n"));
    yield { type: "citations", data: found.flatMap(({ quotes }) => quotes.map(({ citation }) => citation)) };
    yield end("answered");
    return;
  }
  const suggested = distinct(found.flatMap((one) => one.suggested)).slice(0, suggestionsMax);
  if (suggested.length > 0) {
    yield* inPieces(suggestSentence(question));
    yield { type: "citations", data: suggested.map(({ passage, lines }) => citationOf(passage, passage.text, lines)) };
    yield end("suggested");
    return;
  }
  const nearest = found.flatMap(({ passages }) => passages.map(({ title }) => title));
  yield* inPieces(await declineSentence(question, tools, nearest));
  yield end("declined");
};

/** Answers what is no question to the documents; a wish for a person is passed on where one can be asked. */
export async function* answerInWords(smallTalk: SmallTalk, tools: AnswererTools, agent: Question["agent"]): AsyncGenerator<AnswerPiece> {
  yield* inPieces(await answerSmallTalk(smallTalk, tools, agent));
  if (smallTalk.kind === "person" && tools.place?.person === "offered") yield { type: "asks_person" };
  yield end("answered");
}

type Quoted = { said: string; citation: Citation };
type Found = { text: string; quotes: Quoted[]; suggested: Suggested[]; passages: RankedPassage[]; why: Why };

/** What is found for one question by the first of its readings that answers; else what may help. */
async function find(question: Question, tools: AnswererTools): Promise<Found> {
  let best: Found | null = null;
  for (const reading of readingsOf(question)) {
    const found = { text: question.text, ...(await judge(reading, tools)) };
    if (found.quotes.length > 0) return found;
    if (!best || (best.suggested.length === 0 && found.suggested.length > 0)) best = found;
  }
  return best!;
}

async function judge(reading: Reading, tools: AnswererTools): Promise<Omit<Found, "text">> {
  const query = reading.earlier ? `${reading.earlier} ${reading.text}` : reading.text;
  const passages = await tools.search(query, passagesJudged);
  tools.signal.throwIfAborted();
  const [best] = passages;
  const question = analyseQuestion(reading.text, best ?? { rarity: new Map(), meant: new Map() }, reading.earlier);
  const isLearned = question.isEnglish && passages.some(({ nearness }) => nearness !== null);
  const judged = isLearned ? judgeByMeaning(question, passages) : judgeByWords(question, passages);
  const quotes = judged.quotes.map(({ passage, said, text }) => ({ said, citation: citationOf(passage, text) }));
  return { passages, quotes, suggested: judged.suggested, why: whyOf(query, judged) };
}

function distinct(suggested: readonly Suggested[]): Suggested[] {
  return suggested.filter(
    ({ passage: { chunk_id } }, at) => suggested.findIndex(({ passage: other }) => other.chunk_id === chunk_id) === at,
  );
}

const inQuotationMarks = ({ said }: Quoted) => `“${said.replace(/\s+/g, " ")}”`;

/** A few pieces, so that an answer appears as one that is being written. */
function* inPieces(text: string): Generator<AnswerPiece> {
  for (const [delta] of text.matchAll(/[^]{1,48}(?:\s+|$)|[^]{1,48}/g)) yield { type: "text", delta };
}

function end(outcome: GivenOutcome): AnswerPiece {
  return { type: "end", outcome };
}
