import { fold, foldWidth } from "./fold.ts";
import { runsOf } from "./runs.ts";
import { stem } from "./stem.ts";

/** A word of a text: `term` is what the index knows it by, `start` and `end` are its place (UTF-16 units). */
export type Token = { term: string; start: number; end: number };

/**
 * The terms of a text in any language, in order, repeats included. Case, diacritics and word forms are folded;
 * scripts written without spaces give overlapping pairs of characters. Queries and passages take the same road, so
 * nothing depends on guessing a language.
 */
export function termsOf(text: string): string[] {
  return tokensOf(text).map((token) => token.term);
}

/** As `termsOf`, with the place of each. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    for (const { text, start, spaced } of runsOf(match[0])) {
      if (spaced) pushWord(tokens, text, match.index + start);
      else pushPairs(tokens, text, match.index + start);
    }
  }
  return tokens;
}

/** Numbers keep their separators (1,200.50 is one word), abbreviations their dots (e.g. U.S.), names their apostrophe. */
const word = /\p{N}+(?:[.,]\p{N}+)*(?:\p{L}[\p{L}\p{M}\p{N}]*)?|(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’](?=\p{L})[\p{L}\p{M}]+)*/gu;

function pushWord(tokens: Token[], raw: string, start: number): void {
  const term = termOf(raw);
  if (term !== "") tokens.push({ term, start, end: start + raw.length });
}

function pushPairs(tokens: Token[], run: string, start: number): void {
  const characters = [...run.matchAll(/./gsu)];
  if (characters.length === 1) tokens.push({ term: foldWidth(run), start, end: start + run.length });
  for (let at = 0; at + 1 < characters.length; at++) {
    const [first, second] = [characters[at]!, characters[at + 1]!];
    const end = second.index + second[0].length;
    tokens.push({ term: foldWidth(run.slice(first.index, end)), start: start + first.index, end: start + end });
  }
}

/** Empty for a word that is not indexed. */
function termOf(raw: string): string {
  const known = cache.get(raw);
  if (known !== undefined) return known;
  const folded = fold(raw);
  const term = unindexed.has(folded) ? "" : (/^\p{N}/u.test(folded) ? number(folded) : stem(folded)).slice(0, termLengthMax);
  if (cache.size >= cacheMax) cache.clear();
  cache.set(raw, term);
  return term;
}

/** 1,200 and 1200 are one number; 3.50 keeps its point. */
function number(folded: string): string {
  return folded.replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, "").replace(/^(\p{N}+),(\p{N}+)$/u, "$1.$2");
}

const termLengthMax = 64;
const cacheMax = 50_000;
const cache = new Map<string, string>();

/** The most frequent function words of some languages, left out where they carry no meaning in any of the others. */
const unindexed = new Set(
  (
    "the of and to a an in is are was were be been that this these those for with by on at as it its or from " +
    "der das und den dem des ein eine einen einem einer von zu mit im ist sich auf fur als auch " +
    "el la los las de del y en un una que por con para es se al le les et du des une dans est il sur au aux pour"
  ).split(" "),
);
