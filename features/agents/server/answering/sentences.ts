/** A sentence, list item or table row of a text; `start` and `end` are its place (UTF-16 units), without outer spaces. */
export type Sentence = { text: string; start: number; end: number };

/** Splits a text so that each piece can be quoted as it stands: `text.slice(start, end)` is the piece. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of text.matchAll(blockPattern)) {
    let from = block.index;
    const blockEnd = block.index + block[0].length;
    for (const stop of block[0].matchAll(stopPattern)) {
      const end = block.index + stop.index + stop[0].trimEnd().length;
      if (!endsSentence(text, from, block.index + stop.index, end, blockEnd)) continue;
      push(sentences, text, from, end);
      from = end;
    }
    push(sentences, text, from, blockEnd);
  }
  return sentences;
}

/** Lines that a wrapped paragraph runs over belong together; an empty line, a bullet, a heading or a table row ends one. */
const blockPattern = /(?:(?!\n[ \t]*(?:\n|[-*•#|>]|\d{1,3}[.)] ))[^])+/g;
const stopPattern = /[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？]+[」』”）]*|[؟۔।॥]+/g;

function endsSentence(text: string, from: number, stop: number, end: number, blockEnd: number): boolean {
  if (text[stop] !== "." || end >= blockEnd) return true;
  const next = /\S/u.exec(text.slice(end, end + 4))?.[0] ?? "";
  if (/\p{Ll}/u.test(next)) return false;
  const last = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(from, stop - 20), stop))?.[0] ?? "";
  if (/^\p{Lu}$/u.test(last) || /^(?:\p{L}\.)+\p{L}$/u.test(last)) return false;
  // "Am 3. Oktober", "1. Open the lid": an ordinal, not an end.
  if (/^\d{1,2}$/.test(last) && /\p{L}/u.test(next) && stop - from < 24) return false;
  return !abbreviations.has(last.toLowerCase());
}

const abbreviations = new Set(
  "mr mrs ms dr prof st sr jr vs etc inc ltd co corp no nr art abs bzw ca ggf inkl max min str tel usw vgl z.b d.h u.a e.g i.e cf fig approx dept est ed vol pp sra ud uds av pág p.ej mme mlle env jan feb mar apr jun jul aug sep sept oct nov dec".split(" "),
);

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = from + raw.trimEnd().length;
  if (end > start && /[\p{L}\p{N}]/u.test(text.slice(start, end))) sentences.push({ text: text.slice(start, end), start, end });
}
