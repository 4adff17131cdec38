import type { CountedPart } from "../block.ts";
import { endlessElements, voidElements } from "../html-elements.ts";
import { countedHtml } from "./html.ts";
import { escapeTags, escapeText } from "./tags.ts";

/** `[shop]: https://…` says where links lead that are elsewhere. */
const definitions = /^ {0,3}\[[^\]^\n][^\]\n]*\]:[^\S\n]*\n?[^\S\n]*\S+.*$/gm;

/** The words of a text in Markdown, counted beside its reader: the source without its marks, line by line. */
export function countedMarkdown(source: string): CountedPart[] {
  let fence = "";
  const lines = source
    .replace(definitions, "")
    .split("\n")
    .map((line) => {
      const [, mark = ""] = /^(?:\s|>|[-*+] |\d+[.)] )*(`{3,}|~{3,})/.exec(line) ?? [];
      if (fence !== "") {
        const isEnd = mark.startsWith(fence) && /^[\s>]*[`~]+\s*$/.test(line);
        if (isEnd) fence = "";
        return isEnd ? "" : escapeText(line);
      }
      const isFence = mark !== "" && !(mark.startsWith("`") && line.slice(line.indexOf(mark) + mark.length).includes("`"));
      if (isFence) fence = mark;
      return isFence ? "" : withoutMarks(line);
    });
  const text = lines.join("\n");
  const lower = text.toLowerCase();
  /** `<your-key>` and the `<b and c>` of a formula are text: nothing ends them, and nothing is said of them. */
  const isText = (name: string, rest: string) =>
    !voidElements.has(name) && !endlessElements.has(name) && !/[=/]/.test(rest) && !lower.includes(`</${name}`);
  return countedHtml(escapeTags(text, isText));
}

function withoutMarks(line: string): string {
  const text = line
    // Addresses of links, and the settings of templates.
    .replace(/\{%[^{}]*%\}/g, "")
    .replace(/(`+)(.*?)\1/g, (_all, _marks: string, code: string) => escapeText(code))
    .replace(/<((?:https?|mailto):[^<>\s]*)>/gi, " $1 ")
    .replace(/\]\((?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/g, "]")
    .replace(/\]\[[^\]]*\]/g, "]")
    // The numbers of items are shown as they follow each other, whatever the source says.
    .replace(/^((?:\s|>)*)\d{1,9}[.)]\s/, "$1")
    .replace(/^((?:\s|>)*[-*+]\s+)\[[ x]\]\s/i, "$1")
    .replace(/(?<=[\p{L}\p{N}])\*{1,3}(?=[\p{L}\p{N}])/gu, "")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  const heading = /^\s{0,3}#{1,6}\s+(.*?)[\s#]*$/.exec(text);
  return heading ? `<h2>${heading[1]}</h2>` : text;
}
