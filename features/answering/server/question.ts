import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { queryTokensOf } from "#platform/search/query-terms.ts";
import { languageOf } from "./language.ts";
import { kindOf, type QuestionKind } from "./question-kind.ts";
import { asksYesOrNo, isNegated } from "./opposites.ts";

export type AskedTerm = {
  term: string;
  /** How much it tells: rare terms more. Above 0. */
  weight: number;
  /** A proper name, a number, a rank (first, largest): an answer about another one is none. */
  fixed: boolean;
  /** Says of what kind the answer is ("which city", "cost"), so that the answer itself may stand for it. */
  head: boolean;
  /** Terms of the documents that search took it for, where it is misspelled. */
  meant: readonly string[];
};

export type AnalysedQuestion = {
  text: string;
  kind: QuestionKind;
  terms: readonly AskedTerm[];
  /** Terms that are beside each other in the question. */
  pairs: readonly (readonly [string, string])[];
  negated: boolean;
  yesOrNo: boolean;
  /** In a language whose words take more forms than English ones, so that fewer of them are met again. */
  inflected: boolean;
  /** In English, or in so few words that nothing tells. */
  isEnglish: boolean;
};

/** What search knows of the terms of a query: how rare each is in the documents at hand, and what it took it for. */
type Known = Pick<RankedPassage, "rarity" | "meant">;

/** What a question asks for. `earlier`: the question that it follows, and whose terms together count for at most half of its own. */
export function analyseQuestion(text: string, { rarity, meant }: Known, earlier: string | null = null): AnalysedQuestion {
  const tokens = queryTokensOf(text);
  const headEnd = endOfHead(text);
  const asked = kindOf(text);
  const language = languageOf(text);
  const capitalsSayNothing = text === text.toUpperCase() || language === "de";
  const terms = new Map<string, AskedTerm>();
  for (const { term, start, end } of tokens) {
    if (terms.has(term)) continue;
    const raw = text.slice(start, end);
    const isName = start > 0 && !capitalsSayNothing && /^\p{Lu}/u.test(raw);
    const head = !isName && (start < headEnd || (start >= asked.start && end <= asked.end));
    const fixed = isName || /\p{N}/u.test(raw) || rank.test(raw);
    terms.set(term, { term, weight: rarity.get(term) ?? unknownWeight, fixed, head, meant: meant.get(term) ?? [] });
  }
  if (earlier) addEarlier(terms, earlier, { rarity, meant });
  const pairs = tokens.slice(1).map((token, at) => [tokens[at]!.term, token.term] as const);
  const kind = asked.kind === "any" && earlier ? kindOf(earlier).kind : asked.kind;
  return {
    text,
    kind,
    terms: [...terms.values()],
    pairs,
    negated: isNegated(text),
    yesOrNo: asksYesOrNo(text),
    inflected: language !== "en",
    isEnglish: language === "en" || language === null,
  };
}

function addEarlier(terms: Map<string, AskedTerm>, earlier: string, { rarity, meant }: Known): void {
  const own = [...terms.values()].reduce((sum, asked) => sum + asked.weight, 0);
  const added = [...new Set(queryTokensOf(earlier).map(({ term }) => term))].filter((term) => !terms.has(term));
  const weights = added.map((term) => rarity.get(term) ?? unknownWeight);
  const factor = Math.min(
    0.5,
    own /
      2 /
      Math.max(
        1,
        weights.reduce((sum, weight) => sum + weight, 0),
      ),
  );
  for (const [at, term] of added.entries())
    terms.set(term, { term, weight: weights[at]! * factor, fixed: false, head: false, meant: meant.get(term) ?? [] });
}

/** Where "which European country" or "what kind of permit" ends; 0 for other questions. */
function endOfHead(text: string): number {
  const match = /\b(?:what|which|welche[rsmn]?|que|quels?|quelles?)\s+(?:(?:kind|type|sort|form|style)s?\s+of\s+)?[\p{L}\p{M}'’-]+/iu.exec(
    text,
  );
  return match ? match.index + match[0].length : 0;
}

const rank =
  /^(?:first|second|third|last|only|main|most|least|\p{L}{3,}est|erste[nrs]?|letzte[nrs]?|meisten?|primer[oa]?|últim[oa]|premi(?:er|ère)|derni(?:er|ère))$/iu;
const unknownWeight = 6;
