import type { AnswererTools } from "./answerer.ts";
import { smallTalkOf } from "./small-talk.ts";

/** How many passages a model is given of one search. */
export const passagesPerSearch = 6;

/** How many are judged without a model: a right one further down is rarely told from a wrong one. */
export const passagesJudged = 10;

/**
 * Begins the search for a question while its answer is still being begun, which takes about as long. What asks for the same
 * first is given what that finds.
 */
export function searchAhead(tools: Omit<AnswererTools, "signal">, question: string): Omit<AnswererTools, "signal"> {
  if (smallTalkOf(question)) return tools;
  let ahead: ReturnType<AnswererTools["search"]> | null = tools.search(question, passagesJudged);
  // Whether it failed matters to nobody, unless it is asked for.
  ahead.catch(() => {});
  return {
    ...tools,
    search(query, limit) {
      const found = query === question && limit <= passagesJudged ? ahead : null;
      if (found) ahead = null;
      return found?.then((passages) => passages.slice(0, limit)) ?? tools.search(query, limit);
    },
  };
}
