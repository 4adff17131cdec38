import { queryTokensOf } from "#platform/search/query-terms.ts";
import type { Why } from "../contract.ts";
import type { Judged } from "./judged.ts";

/** Why the built-in answerer decides as it does, from what it searched for and how it judged what it found. */
export function whyOf(query: string, { weighed, threshold }: Pick<Judged, "weighed" | "threshold">): Why {
  const words = queryTokensOf(query).map(({ start, end }) => query.slice(start, end));
  const found = weighed.toSorted((one, other) => other.confidence - one.confidence);
  return {
    understood: [...new Set(words)],
    found: found.map(
      ({ passage: { rarity: _rarity, meant: _meant, sentences: _sentences, nearness: _nearness, met: _met, ...passage }, confidence }) => ({
        ...passage,
        confidence,
      }),
    ),
    threshold,
  };
}

/** Of several questions that were asked at once. */
export function whyOfAll(whys: readonly Why[]): Why {
  const found = new Map(whys.flatMap((why) => why.found).map((passage) => [passage.chunk_id, passage]));
  return {
    understood: [...new Set(whys.flatMap(({ understood }) => understood))],
    found: [...found.values()],
    threshold: Math.max(...whys.map(({ threshold }) => threshold)),
  };
}
