import { stem } from "./stem.ts";

/** A long term read backwards, under which the index has it as well: so the ends of compounds are found as beginnings are. */
export function backwards(term: string): string {
  return backwardsMark + [...term].toReversed().join("");
}

/** Whether a term is long enough to be a compound whose end says something. */
export function isLong(term: string): boolean {
  return term.length >= longMin && /^\p{L}+$/u.test(term);
}

/** What no term begins with. */
const backwardsMark = "<";
const longMin = 9;
const partMin = 4;

/** The ways to read a long term as two words, a linking s, n, es or en between them left out: candidates, which a vocabulary decides on. */
export function splitsOf(term: string): [string, string][] {
  const mixed = /^(\p{L}+)(\p{N}+)$|^(\p{N}+)(\p{L}+)$/u.exec(term);
  if (mixed) return [[(mixed[1] ?? mixed[3])!, (mixed[2] ?? mixed[4])!]];
  if (!/^\p{L}+$/u.test(term)) return [];
  const splits: [string, string][] = [];
  // Two short words are one word of a short one: wifi, setup.
  const least = term.length < 2 * partMin ? 2 : partMin;
  for (let at = least; at <= term.length - least; at += 1) {
    const [first, second] = [term.slice(0, at), term.slice(at)];
    splits.push([stem(first), second]);
    const unlinked = /^(.{4,}?)(?:e?[sn])$/u.exec(first)?.[1];
    if (unlinked) splits.push([stem(unlinked), second]);
  }
  return splits;
}
