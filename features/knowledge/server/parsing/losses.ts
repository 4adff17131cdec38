import type { CountedPart } from "./block.ts";

/** Less than this of a file's words is lost to rounding: how a number is shown, a mark that a list adds. */
const shareMax = 0.02;
/** Parts that are named, and words of each that are quoted. */
const partsNamed = 3;
const wordsQuoted = 8;
/** What is longer is no word but data, which passages cut anywhere. */
const wordMax = 200;

/** How many words there are by a count, and which of them were not found, part by part. */
export type Loss = { all: number; lost: { where: string; words: string[] }[] };

/**
 * The net under all parsers: what is in the file by the count beside the parser, and not in what can be found of it. No text is
 * compared by its order.
 *
 * @param read all that can be found: title, headings, passages; and what the parser left out on purpose
 */
export function measureLoss(counted: readonly CountedPart[], read: Iterable<string>): Loss {
  const left = new Map<string, number>();
  if (counted.length > 0) for (const text of read) for (const word of wordsOf(text)) left.set(word, (left.get(word) ?? 0) + 1);
  let all = 0;
  const lost: Loss["lost"] = [];
  for (const { where, text } of counted) {
    const words: string[] = [];
    for (const word of wordsOf(text)) {
      all += 1;
      const count = left.get(word) ?? 0;
      if (count > 0) left.set(word, count - 1);
      else words.push(word);
    }
    if (words.length > 0) lost.push({ where, words });
  }
  return { all, lost };
}

export const countLost = ({ lost }: Loss): number => lost.reduce((sum, { words }) => sum + words.length, 0);

/** A warning that says what and where, when more than 2 % of the words are lost. */
export function warnOfLoss(loss: Loss): string[] {
  const count = countLost(loss);
  if (count <= loss.all * shareMax) return [];
  const most = loss.lost.toSorted((one, other) => other.words.length - one.words.length).slice(0, partsNamed);
  const where = most.map(
    (part) => `${part.where} (“${part.words.slice(0, wordsQuoted).join(" ")}${part.words.length > wordsQuoted ? " …" : ""}”)`,
  );
  const share = Math.max(1, Math.round((count / loss.all) * 100));
  return [`About ${share}% of the text could not be read, ${loss.lost.length > partsNamed ? "most of it in" : "in"} ${inWords(where)}.`];
}

/** Numbers and words as they are; of scripts without spaces each character. */
function wordsOf(text: string): string[] {
  const words =
    text
      // They part words on the page alone.
      .replace(/[\u00AD\u200B\uFEFF]/g, "")
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length <= wordMax);
}

function inWords(parts: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
}
