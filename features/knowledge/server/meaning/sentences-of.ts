/** The sentences of a passage that can say something by themselves, in order; at most `max`. */
export function sentencesOf(text: string, max: number): string[] {
  const sentences: string[] = [];
  for (const line of text.split(/\n+/)) {
    for (const { segment } of segmenter.segment(line)) {
      const sentence = segment.replace(/\s+/g, " ").trim();
      if ((sentence.match(/\p{L}{2,}/gu)?.length ?? 0) >= wordsMin) sentences.push(sentence);
      if (sentences.length === max) return sentences;
    }
  }
  return sentences;
}

/** So many of a passage have vectors of their own. */
export const sentencesPerPassageMax = 40;

/** Fewer are a label, or what is left of a list. */
const wordsMin = 3;
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
