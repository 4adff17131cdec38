import type { Block, Place } from "./parsing/block.ts";

/** A stretch of a document that is searched and quoted as one. `headings` are above it, outermost first. */
export type TextPassage = { headings: string[]; text: string; places?: Place[] };

const wordsMax = 250;
const wordsWanted = 200;
/** Rows are facts of their own: fewer of them share a passage. */
const rowWordsWanted = 100;
/** A deeper section that is shorter joins its neighbour under the same top heading. */
const wordsMin = 30;

/**
 * Cuts a document into passages of about 100–250 words along its headings. Paragraphs and rows stay whole where they
 * fit, sentences where they fit, and nothing crosses a top heading.
 */
export function chunkText(blocks: readonly Block[]): TextPassage[] {
  return mergeShort(sectionsOf(blocks).flatMap(packSection));
}

/**
 * Words, for measuring alone: a character of a script without spaces counts for half a word, and an endless word for
 * one every 20 characters.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+|\S{1,20}/gu,
  )) {
    count += /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(word) ? word.length / 2 : 1;
  }
  return Math.ceil(count);
}

type Content = Exclude<Block, { kind: "heading" }>;
type Section = { headings: string[]; content: Content[] };

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  const path: { level: number; text: string }[] = [];
  let current: Section = { headings: [], content: [] };
  let unused = false;
  let unusedPlaces: readonly Place[] = [];
  const close = (nextLevel: number) => {
    // A heading with nothing below it is text itself: slides and tables of contents hold little else.
    const alone = unused && (path.at(-1)?.level ?? 0) >= nextLevel ? current.headings.at(-1) : undefined;
    if (alone) current = { headings: current.headings.slice(0, -1), content: [{ kind: "text", text: alone, ...placed(unusedPlaces) }] };
    if (current.content.length > 0) sections.push(current);
  };
  for (const block of blocks) {
    if (block.kind !== "heading") {
      current.content.push(block);
      unused = false;
      continue;
    }
    close(block.level);
    while ((path.at(-1)?.level ?? 0) >= block.level) path.pop();
    path.push({ level: block.level, text: block.text });
    current = { headings: path.map((heading) => heading.text), content: [] };
    unused = true;
    unusedPlaces = block.places ?? [];
  }
  close(0);
  return sections;
}

function packSection({ headings, content }: Section): TextPassage[] {
  const pieces = content.flatMap(({ kind, text, lead, places = [] }) => {
    let at = 0;
    return splitLong(text).map((part, index) => {
      const from = at;
      at += part.length;
      return {
        kind,
        text: part.replace(/^\n+|\s+$/g, ""),
        words: countWords(part),
        lead: index === 0 ? (lead ?? []) : [],
        places: placesBetween(places, from / text.length, at / text.length),
      };
    });
  });
  const rows = pieces.every((piece) => piece.kind === "row");
  const total = pieces.reduce((sum, piece) => sum + piece.words, 0);
  const wanted = total / Math.max(1, Math.round(total / (rows ? rowWordsWanted : wordsWanted)));
  const passages: TextPassage[] = [];
  let text = "";
  let words = 0;
  let places: Place[] = [];
  let last: Content["kind"] = "text";
  for (const piece of pieces) {
    if (words > 0 && (words + piece.words > wordsMax || words + piece.words / 2 > wanted)) {
      passages.push({ headings, text, ...placed(places) });
      text = "";
      words = 0;
      places = [];
    }
    places.push(...piece.places);
    // The first row of a passage says again what introduces it, unless that is right above.
    if (text === "" && piece.lead.length > 0 && passages.length > 0) {
      text = piece.lead.join("\n");
      words = countWords(text);
      last = "row";
    }
    text += `${text === "" ? "" : last === "row" && piece.kind === "row" ? "\n" : "\n\n"}${piece.text}`;
    words += piece.words;
    last = piece.kind;
  }
  if (text !== "") passages.push({ headings, text, ...placed(places) });
  return passages;
}

/** Nothing where the document has no pages. */
const placed = (places: readonly Place[]) => (places.length > 0 ? { places: [...places] } : {});

/** The lines that a part of a long paragraph is on, by its share of the text. */
function placesBetween(places: readonly Place[], from: number, to: number): readonly Place[] {
  return from === 0 && to >= 1 ? places : places.slice(Math.floor(from * places.length), Math.max(1, Math.ceil(to * places.length)));
}

/** Whole where it fits; else along lines, then sentences, then words, then anywhere. */
function splitLong(text: string, separators: readonly Split[] = [byLine, bySentence, byWord, byLength]): string[] {
  const [split, ...finer] = separators;
  if (!split || countWords(text) <= wordsMax) return [text];
  const parts: string[] = [];
  let open = "";
  let words = 0;
  for (const part of split(text).flatMap((one) => splitLong(one, finer))) {
    const more = countWords(part);
    if (words > 0 && words + more > wordsWanted) {
      parts.push(open);
      open = "";
      words = 0;
    }
    open += part;
    words += more;
  }
  if (open.trim() !== "") parts.push(open);
  return parts;
}

/** Cuts without losing a character, so that the parts joined are the text again. */
type Split = (text: string) => string[];
const byLine: Split = (text) => text.split(/(?<=\n)/u);
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const bySentence: Split = (text) => (text.length > 200_000 ? [text] : Array.from(sentences.segment(text), ({ segment }) => segment));
const byWord: Split = (text) => text.split(/(?<=\s)(?=\S)/u);
const byLength: Split = (text) => text.match(/[\s\S]{1,400}(?![\uDC00-\uDFFF])/g) ?? [];

function mergeShort(passages: TextPassage[]): TextPassage[] {
  const merged: TextPassage[] = [];
  for (const passage of passages) {
    const before = merged.at(-1);
    if (before && joinable(before, passage)) merged[merged.length - 1] = join(before, passage);
    else merged.push(passage);
  }
  return merged;
}

function joinable(before: TextPassage, passage: TextPassage): boolean {
  if (before.headings.length === 0 || before.headings[0] !== passage.headings[0]) return false;
  if (before.headings.join("\n") === passage.headings.join("\n")) return false;
  const [one, other] = [countWords(before.text), countWords(passage.text)];
  return (one < wordsMin || other < wordsMin) && one + other <= wordsWanted;
}

/** What both are under stays above; the headings below that go into the text. */
function join(before: TextPassage, passage: TextPassage): TextPassage {
  let shared = 0;
  while (shared < before.headings.length && before.headings[shared] === passage.headings[shared]) shared += 1;
  const withHeadings = (one: TextPassage) => [...one.headings.slice(shared), one.text].join("\n");
  const places = [...(before.places ?? []), ...(passage.places ?? [])];
  return { headings: before.headings.slice(0, shared), text: `${withHeadings(before)}\n\n${withHeadings(passage)}`, ...placed(places) };
}
