import type { Passage } from "#features/knowledge/contract.ts";
import { termsOf } from "#platform/search/terms.ts";
import { denies } from "./denies.ts";
import { matched } from "./matched.ts";
import type { AnalysedQuestion } from "./question.ts";
import { holdsKind } from "./question-kind.ts";
import type { Sentence } from "./sentences.ts";

/** What is quoted of a passage: `said` is what the visitor reads, `text` the stretch of the passage that it is taken from. */
export type Quote = { said: string; text: string };

/** The sentence of a passage that answers best: its place, and whether the answer itself is in the one after it. */
type Chosen = { sentences: readonly Sentence[]; at: number; goesOn: boolean };

/**
 * The words of a passage that answer, with what has to be known to read them rightly: a list item with what opens the list, a
 * row of a table with the columns that were asked for, a sentence with those around it, which may turn it round, and the
 * heading where that says that what follows is not so. Null where there is nothing but a heading.
 */
export function quoteOf(passage: Passage, { sentences, at, goesOn }: Chosen, question: AnalysedQuestion): Quote | null {
  const text = (place: number) => sentences[place]?.text ?? "";
  let [first, last] = [at, at];
  // A heading, or a question of an FAQ, is answered by what follows it, a colon by the list below it.
  const opens = text(at).endsWith("?") || isHeading(text(at), lineOf(passage.text, sentences[at]!.start));
  if (opens) [first, last] = [at + 1, at + 1];
  if (first >= sentences.length) return null;
  const row = columnsOf(text(first));
  if (row) return { said: askedColumns(row, question), text: text(first) };
  const fits = (from: number, to: number) =>
    from >= 0 && to < sentences.length && sentences[to]!.end - sentences[from]!.start <= quoteLengthMax;
  const canJoin = (place: number) => {
    const line = lineOf(passage.text, sentences[place]!.start);
    return (listItem.test(line) || isProse(text(place))) && !columnsOf(text(place)) && !text(place).endsWith("?");
  };
  if (/[:：]$/.test(text(last))) while (last - first < listItemsMax && fits(first, last + 1)) last++;
  else if (goesOn && last === at && last + 1 < sentences.length) last++;
  else [first, last] = widened(first, last, (from, to) => fits(from, to) && canJoin(from) && canJoin(to));
  if (!opens && leansBack.test(text(first)) && first > 0 && fits(first - 1, last)) first--;
  while (last > first && !fits(first, last)) last--;
  const stretch = passage.text.slice(sentences[first]!.start, sentences[last]!.end);
  const before = openingOf(passage, sentences[first]!.start);
  return { said: before === null ? stretch : `${before} … ${stretch}`, text: stretch };
}

const quoteLengthMax = 450;
const quoteSentencesMax = 5;
const listItemsMax = 8;
const headingLengthMax = 60;

/** Begins with a word that means something only after what stands before it. */
const leansBack =
  /^(?:it|its|they|their|them|this|these|that|those|he|she|his|her|such|however|therefore|otherwise|instead|no|yes|er|sie|es|dies\p{L}*|jedoch|daher|sonst|esto|estos|estas|ellos|ellas|sin embargo|il|elle|ils|elles|cela|ce|cette|ces|toutefois)(?!\p{L})/iu;
const listItem = /^\s*(?:[-*•–]|\d{1,3}[.)])\s/u;

/** What opens the list that a place is in, or a heading that says that what follows is not so; null: neither. */
function openingOf({ text, headings }: Passage, at: number): string | null {
  const heading = headings.at(-1);
  if (listItem.test(lineOf(text, at))) {
    const lines = text.slice(0, text.lastIndexOf("\n", at - 1) + 1).split("\n");
    const above = lines.findLast((line) => line.trim() !== "" && !listItem.test(line))?.trim();
    if (above && /[:：]$/.test(above)) return above.split(/(?<=[.!?])\s+/).at(-1)!;
    if (!above && heading !== undefined) return `${heading}:`;
  }
  return heading !== undefined && denies(heading) ? `${heading}:` : null;
}

function lineOf(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, end === -1 ? text.length : end);
}

/** What stands around a sentence says how it is meant: as much of it as is read at a glance, what follows it first. */
function widened(first: number, last: number, isWithin: (from: number, to: number) => boolean): [number, number] {
  while (last - first + 1 < quoteSentencesMax && isWithin(first, last + 1)) last++;
  while (last - first + 1 < quoteSentencesMax && isWithin(first - 1, last)) first--;
  return [first, last];
}

function isHeading(text: string, line: string): boolean {
  return (
    text.length < headingLengthMax &&
    !listItem.test(line) &&
    !/[.!?:;,|\t\p{N}。！？]/u.test(text) &&
    !/[\p{sc=Han}\p{sc=Thai}\p{sc=Hiragana}]/u.test(text)
  );
}

type Column = { name: string; value: string; text: string };

/** The columns of a row of a table, as tables are read: `Name: value; Name: value`. Null for anything else. */
function columnsOf(text: string): Column[] | null {
  const columns = text.split(/;\s+/).map((part) => {
    const [, name, value] = /^([^:;]{1,60}):\s+(.+)$/u.exec(part) ?? [];
    return name && value ? { name, value, text: part } : null;
  });
  return columns.length > 1 && columns.every((column) => column !== null) ? columns : null;
}

/** The first column, which says what the row is about, and those that are asked for; all where that is not known. */
function askedColumns(columns: readonly Column[], { terms, kind, text }: AnalysedQuestion): string {
  const [subject, ...others] = columns;
  const byName = others.filter(({ name }) => terms.some((asked) => matched(asked, new Set(termsOf(name))) > 0));
  const asked =
    byName.length > 0 || kind === "any" ? byName : others.filter(({ value }) => holdsKind(kind, value, text) && /\p{N}/u.test(value));
  if (asked.length === 0 || asked.length === others.length) return columns.map((column) => column.text).join("; ");
  return [subject!, ...asked].map((column) => column.text).join("; ");
}

/** A heading, or a line of a table, is no sentence that others continue. */
function isProse(text: string): boolean {
  return !/[|\t]|,\S.*,\S/.test(text) && /[.!?…:。！？：]["'”’»)\]]*$/u.test(text);
}
