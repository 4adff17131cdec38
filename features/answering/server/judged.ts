import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Quote } from "./quote.ts";

/** What an answerer makes of the passages that were found: which it would quote, which it would show, and how sure it is. */
export type Judged = {
  /** The best first; empty where none is sure enough. */
  quotes: (Quote & { passage: RankedPassage })[];
  /** Empty where none may help. `lines`: see answering-lines.ts. */
  suggested: Suggested[];
  /** All of them, with the likelihood that each answers: 0–1. */
  weighed: { passage: RankedPassage; confidence: number }[];
  /** From which confidence on it quotes. */
  threshold: number;
};

export type Suggested = { passage: RankedPassage; lines: string | undefined };

export const suggestionsMax = 3;
