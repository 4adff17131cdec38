import type { CountedPart } from "../block.ts";
import { namesOfElements } from "../html-elements.ts";
import { wordsOfHtml } from "./html.ts";
import { escapeTags } from "./tags.ts";

const linesPerPart = 50;

/** The words of a table: all of its lines, of HTML in cells what it shows. */
export function countedCsv(text: string): CountedPart[] {
  const lines = text
    .replace(/^\s*"?sep=.[^\n]*\n/i, "")
    .trimEnd()
    .split("\n");
  return Array.from({ length: Math.ceil(lines.length / linesPerPart) }, (_, part) => {
    const from = part * linesPerPart;
    const own = lines.slice(from, from + linesPerPart);
    return { where: `lines ${from + 1} to ${from + own.length}`, text: shown(own.join("\n")) };
  });
}

function shown(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return wordsOfHtml(escapeTags(text, (name) => !namesOfElements.has(name)));
}
