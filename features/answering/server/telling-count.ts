import { fold } from "#platform/search/fold.ts";
import { queryTokensOf } from "#platform/search/query-terms.ts";
import { functionWordsOf, languageOf } from "./language.ts";

/** How many words of a text say what it is about. */
export function tellingCount(text: string): number {
  const idle = functionWordsOf(languageOf(text));
  const tokens = queryTokensOf(text).map(({ term, start, end }) => ({ term, word: text.slice(start, end) }));
  return new Set(tokens.flatMap(({ term, word }) => (idle.has(word.toLowerCase()) || idle.has(fold(word)) ? [] : [term]))).size;
}
