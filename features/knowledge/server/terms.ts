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
    const start = match.index;
    if (unspaced.test(match[0])) pushMixed(tokens, match[0], start);
    else pushWord(tokens, match[0], start);
  }
  return tokens;
}

/** Numbers keep their separators (1,200.50 is one word), abbreviations their dots (e.g. U.S.), names their apostrophe. */
const word = /\p{N}+(?:[.,]\p{N}+)*(?:\p{L}[\p{L}\p{M}\p{N}]*)?|(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’](?=\p{L})[\p{L}\p{M}]+)*/gu;
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const unspacedRun = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{M}]+/gu;

function pushWord(tokens: Token[], raw: string, start: number): void {
  const term = termOf(raw);
  if (term !== "") tokens.push({ term, start, end: start + raw.length });
}

/** A run that mixes scripts (第3章, iPhone用): the unspaced stretches by pairs, what stands between them as words. */
function pushMixed(tokens: Token[], raw: string, start: number): void {
  let from = 0;
  for (const run of raw.matchAll(unspacedRun)) {
    if (run.index > from) pushWord(tokens, raw.slice(from, run.index), start + from);
    pushPairs(tokens, run[0], start + run.index);
    from = run.index + run[0].length;
  }
  if (from < raw.length) pushWord(tokens, raw.slice(from), start + from);
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

/** Full and half width forms, and one spelling of composed characters. */
function foldWidth(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * Case and marks: Ä and a are one, ß is ss, ي and ى are one. Only where marks are spelling, not letters: Indic vowel
 * signs stay.
 */
export function fold(raw: string): string {
  let text = raw
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, "");
  if (/[^a-z0-9]/.test(text))
    text = text
      .replace(/['’]s?$/, "")
      .replace(/^[dljmtscn]['’]|^qu['’]/, "")
      .replace(/(?<=\p{L})\.(?=\p{L}|$)|['’]/gu, "")
      .replace(/[ßøłđæœı]/g, (letter) => letters[letter]!);
  return text.normalize("NFC");
}

const letters: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i" };

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
