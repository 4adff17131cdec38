import pairs from "opencc-js/dict/TSCharacters";

/** Traditional Chinese characters as simplified ones, one by one, so that nothing moves; all others as they are. */
export function simplify(text: string): string {
  return text.replace(/\p{sc=Han}/gu, (character) => simplified.get(character) ?? character);
}

const simplified = new Map(pairs.split("|").map((pair) => pair.split(" ") as [string, string]));
