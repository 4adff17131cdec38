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
      .map((line) => tidy(line))
      .filter((line) => line !== "");
    if (lines[1] && underline.test(lines[1]) && lines[0]!.length <= 120) {
      blocks.push({ kind: "heading", level: lines[1].startsWith("=") ? 1 : 2, text: lines[0]! });
      lines.splice(0, 2);
    }
    const joined = joinWrapped(lines.filter((line) => !underline.test(line)));
    if (joined.length > 0) blocks.push({ kind: "text", text: joined.join("\n") });
  }
  return { title: null, blocks, counted: [{ where: "the text", text }] };
}

/** A line that ends in mid-sentence continues in the next one, unless that one starts an item of a list. */
function joinWrapped(lines: string[]): string[] {
  const joined: string[] = [];
  let previous = "";
  for (const line of lines) {
    const goesOn = previous.length >= 40 && !endOfSentence.test(previous) && !listItem.test(line);
    if (goesOn) joined.push(`${joined.pop()} ${line}`);
    else joined.push(line);
    previous = line;
  }
  return joined;
}
