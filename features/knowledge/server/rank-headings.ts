import { termsOf } from "#platform/search/terms.ts";
import type { MeantTerm } from "./mean-terms.ts";

/** A passage that was found by its words, and what is written above it. */
export type FoundByWords = { chunk_id: number; score: number; headings: readonly string[]; title: string };

/**
 * Raises passages whose heading says what the question says, and those whose title does: by a share of the best score of
 * all, so that it means the same whatever a search's scores are. A heading that shares half of its words with the question
 * says something else, and hardly counts. Best first.
 */
export function rankHeadings(
  found: readonly FoundByWords[],
  meant: readonly MeantTerm[],
  weights: { heading: number; title: number },
): { chunk_id: number; score: number }[] {
  const best = Math.max(0, ...found.map(({ score }) => score));
  const ranked = found.map(({ chunk_id, score, headings, title }) => ({
    chunk_id,
    score:
      score +
      best * (weights.heading * agreement(termsIn(headings.at(-1) ?? ""), meant) ** 4 + weights.title * agreement(termsIn(title), meant)),
  }));
  return ranked.toSorted((one, other) => other.score - one.score || one.chunk_id - other.chunk_id);
}

const termsIn = (text: string) => new Set(termsOf(text));

type Told = { weight: number; terms: readonly { term: string; factor: number }[] };

/** 0–1: how much of the question is in a heading, and how much of the heading is in the question. */
export function agreement(terms: ReadonlySet<string>, meant: readonly Told[]): number {
  if (terms.size === 0) return 0;
  let [asked, said] = [0, 0];
  const inQuestion = new Set<string>();
  for (const { weight, terms: alternatives } of meant) {
    asked += weight;
    const met = alternatives.filter(({ term }) => terms.has(term));
    if (met.length > 0) said += weight * Math.max(...met.map(({ factor }) => factor));
    for (const { term } of met) inQuestion.add(term);
  }
  const [recall, precision] = [said / Math.max(asked, Number.EPSILON), inQuestion.size / terms.size];
  return recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
}
