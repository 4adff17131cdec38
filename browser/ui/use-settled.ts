import { useEffect, useState } from "react";

/** What a search asks for: the words as they are once nobody has typed for a moment, so that not every letter is a call. */
export function useSettled<Words extends string | undefined>(words: Words, pauseMs = 200): Words {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words, pauseMs]);
  return settled;
}
