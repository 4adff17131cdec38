import type { Sentence } from "./sentences.ts";

/**
 * What of a passage a card shows of it: the sentence that answers likeliest, as it is in the text, and what follows it, of which
 * a card shows as much as it has room for. Undefined where that is how the passage begins.
 */
export function answeringLines(text: string, sentences: readonly Sentence[], at: number): string | undefined {
  const first = sentences[at];
  if (!first || text.slice(0, first.start).trim() === "") return undefined;
  const ends = sentences.slice(at).map(({ end }) => end);
  return text.slice(first.start, ends.find((end) => end - first.start >= lengthMin) ?? ends.at(-1));
}

/** About two lines on a phone. */
const lengthMin = 90;
