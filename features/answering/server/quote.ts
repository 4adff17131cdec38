import type { Passage } from "#features/knowledge/contract.ts";
import type { Evidence } from "./evidence.ts";

/** The stretch of a passage that answers, as it stands there: `passage.text` contains it. */
export function quoteOf(passage: Passage, evidence: Evidence): string {
  const { sentences } = evidence;
  let first = evidence.at;
  let last = evidence.at;
  const text = (at: number) => sentences[at]!.text;
  // A heading, or a question of an FAQ, is answered by what follows it, a colon by the list below it.
  const opens = text(first).endsWith("?") || (isHeading(text(first)) && /[.!?]$/.test(sentences[first + 1]?.text ?? ""));
  if (opens && first + 1 < sentences.length) [first, last] = [first + 1, first + 1];
  if (/[:：]$/.test(text(last))) last = Math.min(sentences.length - 1, last + listItemsMax);
  else if (text(last).length < shortLengthMax && last + 1 < sentences.length && !isRow(text(last)) && !isRow(text(last + 1))) last++;
  if (evidence.goesOn && last === evidence.at) last++;
  if (leansBack.test(text(first)) && first > 0 && first === evidence.at) first--;
  while (last > first && sentences[last]!.end - sentences[first]!.start > quoteLengthMax) last--;
  return passage.text.slice(sentences[first]!.start, sentences[last]!.end);
}

const listItemsMax = 6;
const shortLengthMax = 60;
const quoteLengthMax = 600;

/** Begins with a word that means something only after what stands before it. */
const leansBack =
  /^(?:it|its|they|their|them|this|these|that|those|he|she|his|her|such|however|therefore|otherwise|er|sie|es|dies\p{L}*|jedoch|daher|sonst|esto|estos|estas|ellos|ellas|sin embargo|il|elle|ils|elles|cela|ce|cette|ces|toutefois)\b/iu;

function isHeading(text: string): boolean {
  return text.length < shortLengthMax && !/[.!?:;,|\t\p{N}]/u.test(text);
}

/** A row of a table stands for itself. */
function isRow(text: string): boolean {
  return /[|\t;]|,\S.*,\S/.test(text) || !/[.!?…。！？]["'”’»)\]]*$/u.test(text);
}
