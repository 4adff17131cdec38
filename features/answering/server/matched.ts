import type { AskedTerm } from "./question.ts";
import { synonymsOf } from "./synonyms.ts";

/** 1 for the term itself, less for what search took it for, or a relative of it: settle and settlement, cost and price. */
export function matched({ term, meant }: Pick<AskedTerm, "term" | "meant">, terms: ReadonlySet<string>): number {
  if (terms.has(term)) return 1;
  if (meant.some((other) => terms.has(other))) return 0.9;
  if (synonymsOf(term).some((other) => terms.has(other))) return 0.7;
  // A letter of Arabic or Cyrillic says more than one of the Latin script: short vowels are not written, or stems shorter.
  const stemLength = term.charCodeAt(0) < 0x0370 ? 5 : 4;
  if (term.length < stemLength) return 0;
  const beginning = term.slice(0, stemLength);
  for (const other of terms) {
    if (other.length >= stemLength && Math.abs(other.length - term.length) <= 4 && other.startsWith(beginning)) return 0.7;
  }
  return 0;
}

/** What a term counts for: the word for the class of the answer need not be said again. */
export const cost = ({ head, weight }: Pick<AskedTerm, "head" | "weight">): number => (head ? weight / 2 : weight);

/** As `matched`, in any of these; a title says it for what is below it, a little less. */
export function found(asked: AskedTerm, inTitle: ReadonlySet<string>, sources: readonly ReadonlySet<string>[]): number {
  return Math.max(0.9 * matched(asked, inTitle), ...sources.map((source) => matched(asked, source)));
}
