import type { Words } from "../words.ts";

/** What the chat speaks: English until another language was loaded. */
export const spoken: { code: string; words: Partial<Words> } = { code: "en", words: {} };

/** Words of a file: those of the language, where that was loaded before the file. */
export function inLanguage<Group extends object>(group: keyof Words, english: Group): Group {
  return Object.assign(english, spoken.words[group]);
}
