import { useEffect, useState } from "react";

/** What a search asks for: the words as they are once nobody has typed for a moment, so that not every letter is a call. */
export function useDebounced<Words extends string | undefined>(words: Words, pauseMs = 200): Words {
  const [debounced, setDebounced] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words, pauseMs]);
  return debounced;
}
