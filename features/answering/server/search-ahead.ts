import type { AnswererTools } from "./answerer.ts";
import { smallTalkOf } from "./small-talk.ts";

/** How many passages a model is given of one search. */
export const passagesPerSearch = 6;

/** How many are judged without a model: a right one further down is rarely told from a wrong one. */
export const passagesJudged = 10;

/**
 * Begins the search for a question while its answer is still being begun, which takes about as long, and reads the languages of the
 * documents after it. What asks for the same first is given what that finds.
 */
export function searchAhead(tools: Omit<AnswererTools, "signal">, question: string): Omit<AnswererTools, "signal"> {
  if (smallTalkOf(question)) return tools;
  const searched = tools.search(question, passagesJudged);
  // Whether it failed matters to nobody, unless it is asked for.
  searched.catch(() => {});
  let ahead: typeof searched | null = searched;
  return {
    ...tools,
    ...(tools.place ? { place: languagesAfter(searched, tools.place) } : {}),
    search(query, limit) {
      const found = query === question && limit <= passagesJudged ? ahead : null;
      if (found) ahead = null;
      return found?.then((passages) => passages.slice(0, limit)) ?? tools.search(query, limit);
    },
  };
}

type Place = NonNullable<AnswererTools["place"]>;

/** After it rather than beside it: an organization has few connections at a time. */
function languagesAfter(searched: Promise<unknown>, place: Place): Place {
  const languages = searched.then(() => place.languages());
  languages.catch(() => {});
  return { ...place, languages: () => languages };
}
