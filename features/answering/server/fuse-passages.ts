import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";

/**
 * Several searches for one question as one list, each passage once: by reciprocal ranks, since scores of different searches
 * cannot be compared.
 */
export function fusePassages(found: readonly (readonly RankedPassage[])[], limit: number): RankedPassage[] {
  const [only] = found;
  if (found.length === 1) return only!.slice(0, limit);
  const fused = new Map<string, { passage: RankedPassage; merit: number }>();
  for (const passages of found) {
    for (const [rank, passage] of passages.entries()) {
      const known = fused.get(passage.chunk_id);
      fused.set(passage.chunk_id, { passage: known?.passage ?? passage, merit: (known?.merit ?? 0) + 1 / (rankOffset + rank) });
    }
  }
  const ordered = [...fused.values()].toSorted((one, other) => other.merit - one.merit);
  return ordered.slice(0, limit).map(({ passage }) => passage);
}

/** Of the usual size: what two searches find comes before what one ranks first. */
const rankOffset = 60;
