import { beginsWith, holdsOf } from "./continuing-words.ts";
import { languageOf, type Language } from "./language.ts";
import { smallTalkOf } from "./small-talk.ts";
import { tellingCount } from "./telling-count.ts";

/** The questions that a text holds, in their order: each with a mark of its own, or two that are joined ("… and how long …?"). */
export function splitQuestions(text: string): string[] {
  const marked = splitAtMarks(text);
  if (marked.length > questionsMax) return [text];
  const parts = marked.flatMap((part) => splitAtJoint(part));
  return parts.length <= questionsMax ? parts : marked;
}

const questionsMax = 3;

/** What follows the last mark belongs to its question, unless it is only courtesy. */
function splitAtMarks(text: string): string[] {
  const parts = text.match(/[^?？؟]+[?？؟]+/gu)?.map((part) => part.trim()) ?? [];
  const rest = text.slice(/[^]*[?？؟]/u.exec(text)?.[0].length ?? 0).trim();
  if (parts.length < 2 || !parts.every((part) => tellingCount(part) > 0)) return [text];
  const isCourtesy = smallTalkOf(rest) !== null || tellingCount(rest) === 0;
  return isCourtesy ? parts : [...parts.slice(0, -1), `${parts.at(-1)!} ${rest}`];
}

/** Where a second question follows a first by "and": both ask, and both say what about. */
function splitAtJoint(text: string): string[] {
  const language = languageOf(text);
  if (!language) return [text];
  for (const { index } of text.matchAll(/\s|[，、；,;]/gu)) {
    const first = text.slice(0, index).replace(/[\s,;，、；]+$/u, "");
    const second = secondOf(text.slice(index).replace(/^[\s,;，、；]+/u, ""), language);
    if (second && asks(first, language) && tellingCount(first) > 0 && tellingCount(second) > 0) return [`${first}?`, second];
  }
  return [text];
}

/** The question that comes behind a joint; null where none does. Arabic and Hebrew write "and" in one with the next word. */
function secondOf(rest: string, language: Language): string | null {
  if (isUnspaced(language)) return holdsOf("asks", language, rest) ? rest : null;
  if (joinsInOne.has(language)) return beginsWith("joins", language, rest) && beginsWith("asks", language, rest) ? rest : null;
  let asked = rest;
  while (beginsWith("joins", language, asked)) asked = asked.replace(/^\S+\s*/u, "");
  return asked !== rest && beginsWith("asks", language, asked) ? asked : null;
}

/** One of its clauses begins as a question does; Turkish asks at its end. */
function asks(text: string, language: Language): boolean {
  if (isUnspaced(language) || language === "tr") return holdsOf("asks", language, text);
  return text.split(/[.,:;!،]/u).some((clause) => beginsWith("asks", language, clause.trim()));
}

const isUnspaced = (language: Language) => language === "zh" || language === "ja";
const joinsInOne: ReadonlySet<Language> = new Set(["ar", "he"]);
