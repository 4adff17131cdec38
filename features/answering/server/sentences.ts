/** A sentence, list item or table row of a text; `start` and `end` are its place (UTF-16 units), without outer spaces. */
export type Sentence = { text: string; start: number; end: number };

/** Splits a text so that each piece can be quoted as it stands: `text.slice(start, end)` is the piece. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of blocksOf(text)) {
    let from = block.start;
    for (const stop of text.slice(block.start, block.end).matchAll(stopPattern)) {
      const at = block.start + stop.index;
      const end = at + stop[0].length;
      if (!endsSentence(text, from, at, end, block.end)) continue;
      push(sentences, text, from, end);
      from = end;
    }
    push(sentences, text, from, block.end);
  }
  return sentences;
}

const stopPattern = /[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？]+[」』”）]*|[؟۔।॥]+/g;

type Block = { start: number; end: number };

/** A line is a block of its own, unless prose that was wrapped at a width runs on in the next. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const line = { start: match.index, end: match.index + match[0].length };
    const last = blocks.at(-1);
    const previous = last && text.slice(text.lastIndexOf("\n", last.end - 1) + 1, last.end);
    if (last && line.start === last.end + 1 && runsOn(previous!, match[0])) last.end = line.end;
    else blocks.push(line);
  }
  return blocks;
}

function runsOn(line: string, next: string): boolean {
  const row = /[|\t;]|,\S.*,\S/;
  if (line.length < wrapWidthMin || row.test(line) || row.test(next) || markup.test(next) || line.startsWith("#")) return false;
  return /[\p{L},-]\s*$/u.test(line) || /^\s*\p{Ll}/u.test(next);
}

const wrapWidthMin = 50;
/** What marks a heading, a list item, a quotation or a table's row, and is no part of what it says. */
const markup = /^\s*(?:#{1,6}\s+|[-*•–]\s+|>\s*|\|\s*|\d{1,3}[.)]\s+)+/u;

function endsSentence(text: string, from: number, stop: number, end: number, blockEnd: number): boolean {
  if (text[stop] !== "." || end >= blockEnd) return true;
  const next = /^\s*(\S)/u.exec(text.slice(end, end + 4))?.[1] ?? "";
  if (/\p{Ll}/u.test(next)) return false;
  const last = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(from, stop - 20), stop))?.[0] ?? "";
  if (/^\p{Lu}$/u.test(last) || /^(?:\p{L}\.)+\p{L}$/u.test(last)) return false;
  // "Am 3. Oktober", "1. Open the lid": an ordinal, not an end.
  if (/^\d{1,2}$/.test(last) && /\p{L}/u.test(next) && stop - from < 24) return false;
  return !abbreviations.has(last.toLowerCase());
}

const abbreviations = new Set(
  (
    "mr mrs ms dr prof st sr jr vs etc inc ltd co corp no nr art abs bzw ca ggf inkl max min str tel usw vgl z.b d.h u.a e.g i.e cf fig " +
    "approx dept est ed vol pp sra ud uds av pág p.ej mme mlle env jan feb mar apr jun jul aug sep sept oct nov dec"
  ).split(" "),
);

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to).replace(/[\s|]+$/, "");
  const start = from + (markup.exec(raw)?.[0].length ?? raw.length - raw.trimStart().length);
  const end = from + raw.length;
  if (end > start && /[\p{L}\p{N}]/u.test(text.slice(start, end))) sentences.push({ text: text.slice(start, end), start, end });
}
