import { isUnspaced } from "./cells.ts";
import { addressBehind } from "./pieces.ts";

const wordLengthMax = 100;
type Part = { text: string; opensLink: string | null; endsLink: string | null };

/**
 * Lines as one text. A word that was cut at the end of a line is made whole; one of `words`, which are hyphenated elsewhere
 * too, keeps its hyphen.
 */
export function joinLines(lines: readonly Part[], words: ReadonlySet<string>): string {
  let link: string | null = null;
  const joined = lines.reduce((before, { text: next, opensLink, endsLink }) => {
    const text = link && link !== opensLink ? `${before}${addressBehind(before, link)}` : before;
    link = endsLink;
    if (text === "") return next;
    const head = /[-\u2010]$/.test(text) ? /(\p{L}+).$/u.exec(text.slice(-wordLengthMax))?.[1] : undefined;
    const tail = head && /^\p{Ll}+/u.exec(next)?.[0];
    if (!head || !tail) return isUnspaced(text, next) ? text + next : `${text} ${next}`;
    return words.has(`${head}-${tail}`.toLowerCase()) ? text + next : text.slice(0, -1) + next;
  }, "");
  return joined.replace(leaders, " … ");
}

/** Dots that lead the eye across a table of contents. */
const leaders = / ?(?:\.{6,}|(?:\. ){5,}\.?|…{3,}) ?/g;

export function hyphenatedWords(lines: readonly { text: string }[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of lines) for (const [word] of line.text.matchAll(/\p{L}+-\p{L}+/gu)) found.add(word.toLowerCase());
  return found;
}
