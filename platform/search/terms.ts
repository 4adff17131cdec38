import { fold, foldWidth } from "./fold.ts";
import { numberOf } from "./number.ts";
import { runsOf } from "./runs.ts";
import { simplify } from "./simplify.ts";
import { stem } from "./stem.ts";

/** A word of a text: `term` is what the index knows it by, `start` and `end` are its place (UTF-16 units). */
export type Token = { term: string; start: number; end: number };

/**
 * What a text is found by, in any language, in order, repeats included. Case, diacritics and word forms are folded;
 * scripts written without spaces give overlapping pairs of characters. Queries and passages take the same road, so
 * nothing depends on guessing a language. What is written in pieces is found in one as well (wi-fi as wifi, AB-1234 as
 * AB1234), and what is written in one by its letters and its digits (10kg by 10 and kg).
 */
export function termsOf(text: string): string[] {
  const words = wordsIn(text);
  const terms: string[] = [];
  for (const [at, { term }] of words.entries()) {
    if (term !== "") terms.push(term, ...lettersAndDigitsOf(term));
    const joined = joinedAt(text, words, at);
    if (joined) terms.push(joined.term);
  }
  return terms;
}

/** The words of a text, each with its place. */
export function tokensOf(text: string): Token[] {
  return wordsIn(text).filter(({ term }) => term !== "");
}

/** As `tokensOf`, those that no index has included: their term is empty. */
export function wordsIn(text: string): Token[] {
  const words: Token[] = [];
  for (const match of text.matchAll(word)) {
    for (const { text, start, spaced } of runsOf(match[0])) {
      if (spaced) words.push(wordAt(text, match.index + start));
      else pushPairs(words, text, match.index + start);
    }
  }
  return words;
}

/** What hyphens join from this word on, read as one; null where nothing is joined, or its beginning is further ahead. */
export function joinedAt(text: string, words: readonly Token[], at: number): (Token & { parts: number }) | null {
  if (isHyphenated(text, words[at - 1], words[at])) return null;
  let last = at;
  while (last - at < partsMax && isHyphenated(text, words[last], words[last + 1])) last += 1;
  if (last === at) return null;
  const { start } = words[at]!;
  const { end } = words[last]!;
  const { term } = wordAt(text.slice(start, end).replace(hyphens, ""), start);
  return term === "" ? null : { term, start, end, parts: last - at + 1 };
}

/** More are a list, or a line of a table. */
const partsMax = 4;
const hyphens = /[-_\u00ad\u2010\u2011]/g;

function isHyphenated(text: string, one: Token | undefined, next: Token | undefined): boolean {
  return one !== undefined && next?.start === one.end + 1 && /[-_\u00ad\u2010\u2011]/.test(text[one.end]!);
}

/** Of a term that holds both, such as ab1234 or 10kg, each by itself, where it is long enough to tell anything. */
function lettersAndDigitsOf(term: string): string[] {
  if (!/\p{N}\p{L}|\p{L}\p{N}/u.test(term)) return [];
  return (term.match(/\p{N}+(?:\.\p{N}+)?|[\p{L}\p{M}]+/gu) ?? []).filter(({ length }) => length > 1);
}

/**
 * Numbers keep their separators (1,200.50 is one word, and so is 1 250,00), abbreviations their dots
 * (e.g. U.S.), names their apostrophe.
 */
const word = new RegExp(
  [
    String.raw`(?:(?<!\p{N})\p{N}{1,3}(?:(?:[\u00a0\u202f\u2009'’]\p{N}{3})+(?!\p{N})(?:[.,]\p{N}+)?|(?: \p{N}{3})+[.,]\p{N}{2}(?!\p{N}))|\p{N}+(?:[.,]\p{N}+)*)(?:\p{L}[\p{L}\p{M}\p{N}]*)?`,
    String.raw`(?:\p{Lu}\.){2,}`,
    String.raw`\p{L}[\p{L}\p{M}\p{N}]*(?:['’](?=\p{L})[\p{L}\p{M}]+)*`,
  ].join("|"),
  "gu",
);

/** @param raw one word, as it is written */
export function wordAt(raw: string, start: number): Token {
  return { term: termOf(raw), start, end: start + raw.length };
}

function pushPairs(tokens: Token[], run: string, start: number): void {
  const characters = [...run.matchAll(/./gsu)];
  if (characters.length === 1) tokens.push({ term: simplify(foldWidth(run)), start, end: start + run.length });
  for (let at = 0; at + 1 < characters.length; at++) {
    const [first, second] = [characters[at]!, characters[at + 1]!];
    const end = second.index + second[0].length;
    tokens.push({ term: simplify(foldWidth(run.slice(first.index, end))), start: start + first.index, end: start + end });
  }
}

/** Empty for a word that is not indexed. */
function termOf(raw: string): string {
  const known = cache.get(raw);
  if (known !== undefined) return known;
  const folded = fold(raw);
  const term = unindexed.has(folded) ? "" : (/^\p{N}/u.test(folded) ? numberOf(folded) : stem(folded)).slice(0, termLengthMax);
  if (cache.size >= cacheMax) cache.clear();
  cache.set(raw, term);
  return term;
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
