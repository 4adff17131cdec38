import { useState } from "react";
import { useDebounced } from "./use-debounced.ts";

/**
 * Words that are typed to search a list: `words` is what the field shows at once, `query` is what is asked for once nobody has
 * typed for a moment, undefined where there are none.
 *
 * @param initial what the address already searches for
 * @param onSearch told of each change, trimmed: the list begins at its first page then
 */
export function useSearchWords(initial: string | undefined, onSearch: (query: string | undefined) => void) {
  const [words, setWords] = useState(initial ?? "");
  const query = useDebounced(words.trim()) || undefined;
  function search(next: string): void {
    setWords(next);
    onSearch(next.trim() || undefined);
  }
  return { words, query, search };
}
