import type { Question } from "./answerer.ts";
import { beginsWith, holdsOf } from "./continuing-words.ts";
import { languageOf, languages, type Language } from "./language.ts";
import { smallTalkOf } from "./small-talk.ts";
import { splitQuestions } from "./split-questions.ts";
import { tellingCount } from "./telling-count.ts";

/** One way to read a question: by itself, or as going on from an earlier one. */
export type Reading = { text: string; earlier: string | null };

/** The questions that a text holds, each after those before it; one that says nothing of its own stays with its neighbour. */
export function questionsIn(question: Question): Question[] {
  const parts = splitQuestions(question.text);
  if (parts.length === 1) return [question];
  return parts.map((text, at) => ({
    ...question,
    text,
    history: [...question.history, ...parts.slice(0, at).map((earlier) => ({ role: "visitor" as const, text: earlier }))],
  }));
}

/** The ways to read a question, the likeliest first. */
export function readingsOf(question: Question): Reading[] {
  const alone: Reading = { text: question.text, earlier: null };
  const earlier = earlierQuestion(question);
  if (!earlier) return [alone];
  const continued: Reading = { text: question.text, earlier };
  switch (continuationIn(question.text, languageOf(question.text) ?? languageOf(earlier))) {
    case "surely":
      return [continued, alone];
    case "maybe":
      return [alone, continued];
    case "no":
      return [alone];
  }
}

/** The earlier question without which a text cannot be understood; null where it says enough by itself. */
export function neededEarlier(question: Question): string | null {
  const language = languageOf(question.text);
  const earlier = earlierQuestion(question);
  if (!earlier) return null;
  const spoken = language ? [language] : languages;
  const refers = spoken.some((one) => holdsOf("refers", one, question.text));
  return refers || continuationIn(question.text, language ?? languageOf(earlier)) === "surely" ? earlier : null;
}

/** Whether a text needs what was said before it to be understood. */
function continuationIn(text: string, language: Language | null): "surely" | "maybe" | "no" {
  const spoken = language ? [language] : languages;
  const telling = tellingCount(text);
  const holds = (kind: "refers" | "mayRefer") => spoken.some((one) => holdsOf(kind, one, text));
  const begins = (kind: "opens" | "leans" | "asks") => spoken.some((one) => beginsWith(kind, one, text));
  const isShort = telling <= shortTermsMax;
  if (begins("opens") || endsOpen.test(text)) return "surely";
  if (isShort && (holds("refers") || (begins("leans") && !spoken.some((one) => holdsOf("asks", one, text))))) return "surely";
  if (telling <= 1 && holds("mayRefer")) return "surely";
  return isShort || holds("refers") || holds("mayRefer") ? "maybe" : "no";
}

const shortTermsMax = 2;
/** Chinese and Japanese say "and on Saturday?" by an ending. */
const endsOpen = /(?:呢|は)\s*[?？]?\s*$/u;

/** What the visitor last asked that was neither a greeting nor itself a continuation. */
function earlierQuestion(question: Question): string | null {
  const asked = question.history.filter((turn) => turn.role === "visitor" && !smallTalkOf(turn.text)).map((turn) => turn.text);
  const stands = (text: string) => tellingCount(text) > 0 && continuationIn(text, languageOf(text)) !== "surely";
  const last = asked.findLast((text) => text !== question.text && stands(text)) ?? asked.find((text) => tellingCount(text) > 0);
  return last && last !== question.text ? last : null;
}
