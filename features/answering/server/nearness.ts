import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Sentence } from "./sentences.ts";

/** What search tells of each sentence, where it tells of the same words, however it parts them; 0: not known. */
export function nearnessOf(
  passage: Pick<RankedPassage, "text" | "sentences">,
  sentences: readonly Sentence[],
  what: "nearness" | "met",
): number[] {
  const letters = withoutSpace(passage.text);
  const known: { from: number; to: number; told: number }[] = [];
  for (const sentence of passage.sentences) {
    const said = withoutSpace(sentence.text);
    const from = letters.indexOf(said, known.at(-1)?.to ?? 0);
    if (from >= 0) known.push({ from, to: from + said.length, told: sentence[what] });
  }
  return sentences.map(({ text, start }) => {
    const from = withoutSpace(passage.text.slice(0, start)).length;
    const to = from + withoutSpace(text).length;
    return Math.max(0, ...known.filter((one) => one.from < to && one.to > from).map(({ told }) => told));
  });
}

const withoutSpace = (text: string) => text.replace(/\s+/g, "");
