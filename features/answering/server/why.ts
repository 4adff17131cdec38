import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { queryTokensOf } from "#platform/search/query-terms.ts";
import type { Why } from "../contract.ts";

/** Why the built-in answerer decides as it does, from what it searched for and what it weighed, best first. */
export function whyOf(query: string, weighed: readonly { passage: RankedPassage; confidence: number }[]): Why {
  const words = queryTokensOf(query).map(({ start, end }) => query.slice(start, end));
  return {
    understood: [...new Set(words)],
    found: weighed.map(({ passage: { rarity: _rarity, ...passage }, confidence }) => ({ ...passage, confidence: asShare(confidence) })),
    threshold: asShare(0),
  };
}

/** Of several questions that were asked at once. */
export function whyOfAll(whys: readonly Why[]): Why {
  const found = new Map(whys.flatMap((why) => why.found).map((passage) => [passage.chunk_id, passage]));
  return { understood: [...new Set(whys.flatMap(({ understood }) => understood))], found: [...found.values()], threshold: asShare(0) };
}

/** A confidence counts from its threshold, 0, and has no end on either side. */
function asShare(confidence: number): number {
  return 1 / (1 + Math.exp(-steepness * confidence));
}

const steepness = 2;
