import MiniSearch, { type SearchOptions, type SearchResult } from "minisearch";
import { sectionsOf, type Section } from "./sections.ts";
import type { DocsSite } from "./site.ts";

export const queryLengthMax = 200;
export const queryWordsMax = 8;
const hitsMax = 25;

/** `words` leads from each word of the section that matched, in small letters, to the one that was asked for. */
export type Hit = { section: Section; words: ReadonlyMap<string, string> };
export type Found = { hits: Hit[]; total: number; holdsAll: boolean; leftOut: string[] };

/**
 * An index over the sections of a site. A word finds what begins with it or is nearly it; what is in a heading
 * counts more than what is below it, and a page more than one of its many small parts. Where no section holds all words of a query, those that hold some are found. It is
 * made in steps, so that requests are served meanwhile.
 */
export async function indexSite({ pages }: DocsSite): Promise<(query: string) => Found> {
  const sections = pages.flatMap(sectionsOf);
  const index = new MiniSearch({ fields: ["heading", "page", "summary", "text"], tokenize: wordsOf, processTerm: meaning });
  await index.addAllAsync(
    sections.map(({ page, id, heading, pieces }, at) => ({
      id: at,
      heading,
      page: `${page.title} ${page.name}`,
      summary: id === null ? page.summary : "",
      text: pieces.join("\n"),
    })),
  );
  const weight = (at: number) => ({ 1: 1.4, 2: 1 })[sections[at]!.depth] ?? 0.6;
  const options: SearchOptions = {
    boost: { heading: 6, summary: 3, page: 2 },
    boostDocument: (at: number) => weight(at),
    prefix: (word) => word.length > 2,
    fuzzy: (word) => (word.length > 4 ? 0.2 : false),
  };
  return (query) => {
    const words = wordsOf(query.slice(0, queryLengthMax)).filter((word) => meaning(word));
    const asked = words.slice(0, queryWordsMax);
    const find = (combineWith: "AND" | "OR") => index.search(asked.join(" "), { ...options, combineWith });
    const all = find("AND");
    const worth = ({ id, score }: SearchResult) => (bare(sections[id as number]!.heading) === bare(query) ? 5 * score : score);
    const results = (all.length > 0 ? all : find("OR")).toSorted((a, b) => worth(b) - worth(a));
    return {
      hits: results.slice(0, hitsMax).map((result) => hitOf(result, asked, sections)),
      total: results.length,
      holdsAll: all.length > 0,
      leftOut: words.slice(queryWordsMax),
    };
  };
}

function hitOf({ id, terms }: SearchResult, asked: readonly string[], sections: readonly Section[]): Hit {
  const small = asked.map((word) => word.toLowerCase());
  const askedAs = (term: string) => small.find((word) => term.startsWith(word) || word.startsWith(term)) ?? term;
  return { section: sections[id as number]!, words: new Map(terms.map((term) => [term, askedAs(term)])) };
}

const bare = (text: string) => wordsOf(text).join(" ").toLowerCase();

const wordsOf = (text: string): string[] => text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];

/** A word as the index keeps it, or null for one that stands everywhere. */
export function meaning(word: string): string | null {
  const small = word.toLowerCase();
  return everywhere.has(small) ? null : small;
}

const everywhere = new Set(
  "a an and are as at be but by can do does for from has have how i if in is it its my of on or so that the their them then there these they this to was we what when where which who why will with you your".split(
    " ",
  ),
);
