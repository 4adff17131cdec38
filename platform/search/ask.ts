import { queryTokensOf } from "./query-terms.ts";
import { wordAt, wordsIn } from "./terms.ts";

/** A term that is asked for, and its share: 1, or less for what only leads up to the question. */
export type AskedTerm = { term: string; share: number };

/** What a question says, for an index of terms: `joined` are words that it writes in two, and `parts` their terms. */
export type Asked = { terms: AskedTerm[]; joined: { term: string; parts: string[] }[] };

/** A question has fewer; a pasted page must not cost as many lookups as it has words. */
const termsMax = 48;

/** @param storyShare how much the sentences count that ask nothing, where others do */
export function ask(query: string, storyShare: number): Asked {
  const shareAt = sharesOf(query, storyShare);
  const shares = new Map<string, number>();
  for (const { term, start } of queryTokensOf(query)) shares.set(term, Math.max(shares.get(term) ?? 0, shareAt(start)));
  return { terms: [...shares].slice(0, termsMax).map(([term, share]) => ({ term, share })), joined: joinedOf(query).slice(0, termsMax) };
}

/** Of several sentences, those that ask count wholly. */
function sharesOf(query: string, storyShare: number): (at: number) => number {
  const sentences = [...query.matchAll(sentence)].map(({ 0: text, index }) => ({ end: index + text.length, asks: asking.test(text) }));
  if (!sentences.some(({ asks }) => asks)) return () => 1;
  return (at) => ((sentences.find(({ end }) => at < end)?.asks ?? true) ? 1 : storyShare);
}

const sentence = /[^.!?;:。！？；؟\n]*(?:[.!?;:](?=\p{L})[^.!?;:。！？；؟\n]*)*[.!?;:。！？；؟\n]*/gu;
const asking = /[?？؟;]\s*$/u;

/** Neighbours with nothing but a space between them, of which one is short: wi fi, log in, AB 1234. */
function joinedOf(query: string): { term: string; parts: string[] }[] {
  const words = wordsIn(query);
  return words.slice(1).flatMap((next, at) => {
    const one = words[at]!;
    const [raw, rawNext] = [query.slice(one.start, one.end), query.slice(next.start, next.end)];
    const areParts = next.start === one.end + 1 && query[one.end] === " " && Math.min(raw.length, rawNext.length) <= shortMax;
    const { term } = areParts ? wordAt(raw + rawNext, one.start) : { term: "" };
    return term.length >= joinedMin ? [{ term, parts: [one.term, next.term].filter((part) => part !== "") }] : [];
  });
}

const shortMax = 4;
const joinedMin = 4;
