import type { Face } from "./load-fonts.ts";

/** A text as it can be set: composed, each white space a space, nothing invisible. */
export const composed = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\s/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, (character) => (joiners.has(character) ? character : ""));

/** Arabic and the scripts of India write with them. */
const joiners = new Set(["\u200c", "\u200d"]);

/**
 * What no font holds is named by its code, such as `[U+1F600]`: a reader can look it up, which is impossible with an empty
 * box, and no name is spelt otherwise than it was given.
 */
export function namedWhereMissing(text: string, faces: readonly Face[]): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0)!;
      if (faces.some(({ holds }) => holds.has(code))) return character;
      return joiners.has(character) ? "" : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
    })
    .join("");
}
