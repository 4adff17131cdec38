import { defaultFilter } from "cmdk";

/** Finds an entry by its label alone, which is its keyword: in an id nearly every word is found somewhere. */
export function byLabel(_value: string, words: string, keywords: string[] = []): number {
  return defaultFilter(keywords.join(" "), words);
}
