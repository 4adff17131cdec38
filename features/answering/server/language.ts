import { functionWords } from "#platform/text/function-words.ts";
import { languageOf as languageOfText } from "#platform/text/language-of.ts";

/** The languages that the answerer itself speaks; what it quotes may be in any. */
export const languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "tr", "ar", "he", "zh", "ja"] as const;
export type Language = (typeof languages)[number];

/** The language of a text where it is one of these; null where nothing tells or it is another. */
export function languageOf(text: string): Language | null {
  const language = languageOfText(text);
  return languages.find((one) => one === language) ?? null;
}

/** Words of a language that carry a sentence and say nothing of what it is about. */
export const functionWordsOf = (language: Language | null): ReadonlySet<string> => (language && functionWords[language]) ?? none;

const none: ReadonlySet<string> = new Set();
