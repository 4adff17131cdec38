import { fold, foldWidth } from "./fold.ts";
import { runsOf } from "./runs.ts";

/** What is searched for: `words` are the beginnings that must all be found; `leftOut`, as it was typed, is beyond them. */
type AskedWords = { words: string[]; leftOut: string[] };

/** Each word costs a look into the index, and nobody means more of them. */
const askedMax = 8;

/**
 * The distinct words of texts, as an index of word beginnings keeps them. Case and accents are folded; word forms are
 * not, since a beginning finds them. In scripts without spaces every two neighbours are a word.
 */
export function wordsOf(...texts: (string | null)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [raw] of (text ?? "").matchAll(word)) {
      for (const run of runsOf(raw)) {
        if (run.spaced) words.add(cut(fold(run.text)));
        else for (const pair of neighboursOf(run.text)) words.add(pair);
      }
    }
  }
  words.delete("");
  return [...words];
}

/**
 * The words of a query, at most eight; what begins another of them says nothing more. A query of nothing but punctuation has none,
 * and finds nothing.
 */
export function askedWords(query: string): AskedWords {
  const asked = new Map<string, string>();
  for (const [raw] of query.matchAll(word)) {
    for (const run of runsOf(raw)) {
      if (run.spaced) add(cut(fold(run.text)), run.text);
      else for (const pair of pairsOf(run.text)) add(foldWidth(pair), pair);
    }
  }
  const all = [...asked].filter(([folded]) => ![...asked.keys()].some((other) => other !== folded && other.startsWith(folded)));
  return {
    words: all.slice(0, askedMax).map(([folded]) => folded),
    leftOut: all.slice(askedMax).map(([, typed]) => typed),
  };

  function add(folded: string, typed: string): void {
    if (folded !== "" && !asked.has(folded)) asked.set(folded, typed);
  }
}

const word = /\p{Extended_Pictographic}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’](?=\p{L})[\p{L}\p{M}]+)*/gu;

/** Every two neighbours; the last character also by itself, since no pair begins with it. */
function neighboursOf(run: string): string[] {
  const characters = [...run];
  return characters.map((_, at) => foldWidth(characters.slice(at, at + 2).join("")));
}

/** As few pairs as cover a run: the index holds all of them. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const starts = characters.map((_, at) => at).filter((at) => at % 2 === 0);
  return starts.map((at) =>
    characters
      .slice(Math.min(at, characters.length - 2))
      .slice(0, 2)
      .join(""),
  );
}

/** Of what is longer only the beginning counts, cut between characters. */
function cut(folded: string): string {
  return folded.slice(0, wordLengthMax).replace(/[\ud800-\udbff]$/, "");
}

const wordLengthMax = 64;
