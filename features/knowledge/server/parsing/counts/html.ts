import { Parser } from "htmlparser2";
import type { CountedPart } from "../block.ts";
import { blockElements, isUnseen } from "../html-elements.ts";

/** These part words without a line of their own. */
const parting = new Set("br img area input math svg td th tr caption textarea listing xmp dir button".split(" "));

/** The words that a page shows, by its headings, counted beside its reader: its text nodes as they come, without a tree. */
export function countedHtml(html: string): CountedPart[] {
  const parts: CountedPart[] = [];
  const open: { name: string; isOut: boolean }[] = [];
  let part: CountedPart = { where: "the beginning", text: "" };
  parts.push(part);
  let heading: number | null = null;
  const isIn = (name: string) => open.some((one) => one.name === name);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        // A page may leave out where its head ends.
        const isOut = open.at(-1)?.isOut === true || (name !== "head" && isUnseen(name, attributes)) || name === "math";
        open.push({ name, isOut });
        if (isOut) return;
        if (/^h[1-6]$/.test(name)) {
          part = { where: "", text: "" };
          parts.push(part);
          heading = open.length;
        }
        if (blockElements.has(name) || parting.has(name)) part.text += " ";
        // Powers are told apart from the number before them.
        if (name === "sup" && /\p{N}$/u.test(part.text)) part.text += " ";
      },
      ontext(words) {
        const isDrawn = !isIn("svg") || isIn("text");
        if (!open.at(-1)?.isOut && isDrawn) part.text += words;
      },
      onclosetag(name) {
        if (heading === open.length) {
          part.where = section(part.text);
          heading = null;
        }
        open.pop();
        if (blockElements.has(name) || parting.has(name)) part.text += " ";
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  if (part.where === "") part.where = section(part.text);
  return parts;
}

/** The same in one. */
export const wordsOfHtml = (html: string): string =>
  countedHtml(html)
    .map(({ text }) => text)
    .join(" ");

const headingMax = 80;

function section(heading: string): string {
  const words = heading.replace(/\s+/g, " ").trim();
  return words === "" ? "a section without a heading" : `the section “${words.slice(0, headingMax)}”`;
}
