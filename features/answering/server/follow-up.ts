import { queryTermsOf } from "#platform/search/query-terms.ts";
import type { Question } from "./answerer.ts";
import { smallTalkOf } from "./small-talk.ts";

/** One way to read a question: by itself, or as going on from an earlier one. */
export type Reading = { text: string; earlier: string | null };

/** The questions that a text holds, each after those before it; one that says nothing of its own stays with its neighbour. */
export function questionsIn(question: Question): Question[] {
  const parts = question.text.match(/[^?？؟]+[?？؟]+/gu)?.map((part) => part.trim()) ?? [];
  const asks = parts.length > 1 && parts.length <= questionsMax && parts.every((part) => queryTermsOf(part).length >= 1);
  if (!asks || !/[?？؟]\s*$/u.test(question.text)) return [question];
  return parts.map((text, at) => ({
    ...question,
    text,
    history: [...question.history, ...parts.slice(0, at).map((earlier) => ({ role: "visitor" as const, text: earlier }))],
  }));
}

const questionsMax = 3;

/** The ways to read a question, the likeliest first. */
export function readingsOf(question: Question): Reading[] {
  const alone: Reading = { text: question.text, earlier: null };
  const earlier = earlierQuestion(question);
  if (!earlier) return [alone];
  const continued: Reading = { text: question.text, earlier };
  const isShort = queryTermsOf(question.text).length <= shortTermsMax;
  if (goesOn.test(question.text.trim()) || (isShort && namesItOnly.test(question.text))) return [continued, alone];
  return isShort || refersBack.test(question.text) ? [alone, continued] : [alone];
}

const shortTermsMax = 2;
const goesOn =
  /^(?:and|but|or|also|so|what about|how about|what if|und|aber|oder|auch|was ist mit|wie ist es mit|y|pero|o|qué hay de|et|mais|ou|qu['’]en est-il)(?!\p{L})/iu;
const namesItOnly = /\b(?:it|its|they|them|their|he|she|his|him|her|davon|dafür|damit)\b/iu;
const refersBack =
  /\b(?:it|its|they|them|their|that|this|those|these|he|she|his|her|there|es|sie|das|dies|dort|ihn|esto|eso|ellos|ellas|cela|ça|celui|celle|ceux)\b/iu;

/** What the visitor last asked that was neither a greeting nor itself a continuation. */
function earlierQuestion(question: Question): string | null {
  const asked = question.history.filter((turn) => turn.role === "visitor" && !smallTalkOf(turn.text)).map((turn) => turn.text);
  const last = asked.findLast((text) => !goesOn.test(text.trim()) && queryTermsOf(text).length > 0);
  return last && last !== question.text ? last : null;
}
