import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { answeringLines } from "./answering-lines.ts";
import { answersFrom, helpsFrom, likelyToAnswer, likelyToBeRight, likelyToHelp } from "./confidence.ts";
import { suggestionsMax, type Judged, type Suggested } from "./judged.ts";
import type { AnalysedQuestion } from "./question.ts";
import { quoteOf, type Quote } from "./quote.ts";
import { quotesGiven } from "./quotes-given.ts";
import { daringSigns, signsOf, type Signs } from "./signs.ts";

/** Judges passages of which search knows how near they are to the question, by what was learned of such. */
export function judgeByMeaning(question: AnalysedQuestion, passages: readonly RankedPassage[]): Judged {
  const weighed = weigh(question, passages);
  const quoted = weighed.flatMap(({ passage, quote, likely, signs }) => (quote ? [{ ...quote, passage, likely, signs }] : []));
  const given = quotesGiven(quoted.toSorted((one, other) => other.likely - one.likely));
  const shown = weighed.toSorted((one, other) => other.helps - one.helps);
  const sureness = likelyToBeRight(
    daringSigns(
      given,
      shown.map(({ helps }) => helps),
    ),
  );
  return {
    quotes: sureness >= answersFrom ? given : [],
    suggested: (shown[0]?.helps ?? 0) >= helpsFrom ? shown.slice(0, suggestionsMax) : [],
    // What is quoted is as sure as all of it together; what is not cannot be surer.
    weighed: weighed.map(({ passage, likely }) => ({
      passage,
      confidence: given.some((quote) => quote.passage === passage) ? sureness : Math.min(likely, sureness),
    })),
    threshold: answersFrom,
  };
}

type Weighed = Suggested & { quote: Quote | null; signs: Signs; likely: number; helps: number };

/** Each passage with the likeliest of its quotes. */
function weigh(question: AnalysedQuestion, passages: readonly RankedPassage[]): Weighed[] {
  return signsOf(question, passages).map(({ passage, sentences, signs, each }) => {
    const best = { quote: null as Quote | null, signs, likely: 0, lines: undefined as string | undefined };
    for (const [at, own] of each.entries()) {
      const all = { ...signs, ...own };
      const likely = likelyToAnswer(all);
      const quote = likely > best.likely ? quoteOf(passage, { sentences, at, goesOn: false }, question) : null;
      if (quote) Object.assign(best, { quote, likely, signs: all, lines: answeringLines(passage.text, sentences, at) });
    }
    return { passage, ...best, helps: likelyToHelp(signs) };
  });
}
