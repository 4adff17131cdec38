import type { AnswererTools } from "./answerer.ts";
import { smallTalkOf } from "./small-talk.ts";

/** How many passages an answer is looked for in. */
export const passagesPerSearch = 6;

/**
 * Begins the search for a question while its answer is still being begun, which takes about as long. What asks for the same
 * first is given what that finds.
 */
export function searchAhead(tools: Omit<AnswererTools, "signal">, question: string): Omit<AnswererTools, "signal"> {
  if (smallTalkOf(question)) return tools;
  let ahead: ReturnType<AnswererTools["search"]> | null = tools.search(question, passagesPerSearch);
  // Whether it failed matters to nobody, unless it is asked for.
  ahead.catch(() => {});
  return {
    ...tools,
    search(query, limit) {
      const found = query === question && limit === passagesPerSearch ? ahead : null;
      if (found) ahead = null;
      return found ?? tools.search(query, limit);
    },
  };
}
