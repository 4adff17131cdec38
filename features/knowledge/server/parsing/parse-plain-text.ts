import { tidy, type Block, type ParsedFile } from "./block.ts";

const underline = /^(={3,}|-{3,}|~{3,})$/;
const listItem = /^([-*•·]|\(?\w{1,3}[.)])\s+\S/u;
const endOfSentence = /[.!?:;。！？…]["'”’)\]]*$/u;

/** Paragraphs between blank lines; a short line that is underlined is a heading. Wrapped lines are joined. */
export function parsePlainText(text: string): ParsedFile {
  const blocks: Block[] = [];
  for (const paragraph of text.split(/\n[^\S\n]*\n|\f/u)) {
    const lines = paragraph
      .split("\n")
      .map((line): Line => ({ text: tidy(line), isRow: /\S(?: {3,}|\t)\S/.test(line) }))
      .filter((line) => line.text !== "");
    const [first, second] = lines;
    if (first && second && underline.test(second.text) && first.text.length <= 120) {
      blocks.push({ kind: "heading", level: second.text.startsWith("=") ? 1 : 2, text: first.text });
      lines.splice(0, 2);
    }
    const joined = joinWrapped(lines.filter((line) => !underline.test(line.text)));
    if (joined.length > 0) blocks.push({ kind: "text", text: joined.join("\n") });
  }
  return { title: null, blocks, counted: [{ where: "the text", text }] };
}

/** `isRow`: it is set in columns. */
type Line = { text: string; isRow: boolean };

const lettersMin = 40;
/** Of the longest line: where a line is shorter and another sentence could begin, it was ended on purpose. */
const shareOfWidth = 0.85;
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;
const widthOf = (text: string) => text.length + (text.match(dense)?.length ?? 0);

/** A line that ends in mid-sentence continues in the next one, unless that one starts an item of a list, a row or a record. */
function joinWrapped(lines: readonly Line[]): string[] {
  const joined: string[] = [];
  const width = lines.reduce((most, { text }) => Math.max(most, widthOf(text)), 0);
  let previous: Line = { text: "", isRow: false };
  for (const line of lines) {
    const isOpen = widthOf(previous.text) >= lettersMin && !endOfSentence.test(previous.text) && !listItem.test(line.text);
    const isFull = !/^[\p{Lu}\p{N}]/u.test(line.text) || widthOf(`${previous.text} ${/^\S*/.exec(line.text)![0]}`) >= width * shareOfWidth;
    if (isOpen && isFull && !line.isRow && !previous.isRow && !areRecords(previous.text, line.text))
      joined.push(`${joined.pop()}${isDense(previous.text.slice(-1)) && isDense(line.text.charAt(0)) ? "" : " "}${line.text}`);
    else joined.push(line.text);
    previous = line;
  }
  return joined;
}

const isDense = (sign: string) => sign !== "" && sign.replace(dense, "") === "";
const keyed = /^\p{Lu}[^.:!?]{0,60}:\s/u;

/** Lines of one form: both begin with a name for what follows, or with figures such as a date. */
function areRecords(one: string, other: string): boolean {
  const figures = (text: string) => /^\[?\d[\d.:/-]{3,}/.exec(text)?.[0].replace(/\d/g, "9");
  return (keyed.test(one) && keyed.test(other)) || (figures(one) !== undefined && figures(one) === figures(other));
}
