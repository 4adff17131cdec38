import type { Block } from "./block.ts";
import { mostOf, type Line } from "./pdf-lines.ts";

const endOfSentence = /[.!?:;。！？…]["'”’)\]]*$/u;
const bullet = /^([•·●▪◦‣–*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s/u;

/** Drops what is at the top or bottom of most pages, numbers that count the pages aside, and lone page numbers. */
export function withoutPageFurniture(pages: Line[][]): Line[] {
  const lines = pages.flat();
  const body = bodyOf(lines);
  const pagesOf = new Map<string, Set<number>>();
  for (const line of lines.filter(isOuter))
    for (const shape of shapesOf(line, body)) pagesOf.set(shape, (pagesOf.get(shape) ?? new Set()).add(line.page));
  const enough = Math.max(2, pages.length * 0.4);
  const kept = lines.filter((line) => {
    if (!isOuter(line)) return true;
    if (/^\W*(page|seite|página)?\W*\d{1,4}(\s*(of|\/|von|de)\s*\d+)?\W*$/iu.test(line.text)) return false;
    return !shapesOf(line, body).some((shape) => (pagesOf.get(shape)?.size ?? 0) >= enough);
  });
  // Pages that hold little else than what they share are content.
  return lengthOf(kept) > lengthOf(lines) * 0.5 ? kept : lines;
}

const isOuter = (line: Line) => line.isTop || line.isBottom;
const lengthOf = (lines: Line[]) => lines.reduce((sum, line) => sum + line.text.length, 0);

/** The text as it is, and with its first or last number counted from the page's. A heading with a number is no footer. */
function shapesOf(line: Line, body: Body): string[] {
  if (isLarge(line, body)) return [line.text];
  const numbers = [...line.text.matchAll(/\d+/g)];
  const shapes = [numbers[0], numbers.at(-1)].flatMap((number) =>
    number
      ? [`${line.text.slice(0, number.index)}#${Number(number[0]) - line.page}${line.text.slice(number.index + number[0].length)}`]
      : [],
  );
  return [line.text, ...shapes];
}

/** Lines that belong together become one paragraph; large or differently set short lines become headings. */
export function paragraphsOfLines(lines: Line[]): Block[] {
  const body = bodyOf(lines);
  const words = hyphenatedWords(lines);
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && continues(group, previous, line, body)) group.push(line);
    else groups.push([line]);
  }
  const sizes = headingSizes(groups, body);
  return groups.map((group) => blockOf(group, body, sizes, words));
}

type Body = { size: number; font: string; pitch: number; width: number };

/** How the running text is set: the size, font and line distance of most characters. */
function bodyOf(lines: Line[]): Body {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const pitches = new Map<number, number>();
  const widths = new Map<number, number>();
  lines.forEach((line, index) => {
    const width = Math.round((line.right - line.x) / 10) * 10;
    widths.set(width, (widths.get(width) ?? 0) + line.text.length);
    sizes.set(line.size, (sizes.get(line.size) ?? 0) + line.text.length);
    fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length);
    const next = lines[index + 1];
    const pitch = next && next.page === line.page && next.size === line.size ? Math.round((line.y - next.y) * 2) / 2 : 0;
    if (pitch > 0 && pitch < line.size * 3) pitches.set(pitch, (pitches.get(pitch) ?? 0) + line.text.length);
  });
  const size = mostOf(sizes) ?? 10;
  return { size, font: mostOf(fonts) ?? "", pitch: mostOf(pitches) ?? size * 1.2, width: mostOf(widths) ?? 0 };
}

function continues(group: Line[], previous: Line, line: Line, body: Body): boolean {
  const first = group[0]!;
  if (Math.abs(previous.size - line.size) > Math.max(1, body.size * 0.1)) return false;
  if (bullet.test(line.text) || (previous.isRow && line.isRow)) return false;
  const heads = isHeadLike(first, body);
  if (heads !== isHeadLike(line, body)) return false;
  const distance = previous.y - line.y;
  const samePlace = previous.page === line.page && distance > 0;
  // The next column or page continues a sentence that the last line left open.
  if (!samePlace) return !heads && !endOfSentence.test(previous.text) && /^[\p{Ll}\d("'“]/u.test(line.text);
  const pitch = Math.max(body.pitch, previous.size * 1.15);
  if (distance > pitch * 1.45) return false;
  // A line that stops short before a new start is a row of a table, a line of an address or of a list.
  const stopsShort = previous.right - previous.x < body.width * 0.7 && /^[\p{Lu}\p{N}]/u.test(line.text);
  if (stopsShort && !heads) return false;
  const indented = line.x > previous.x + line.size * 0.8 && group.length > 1;
  return !(indented && endOfSentence.test(previous.text));
}

const isLarge = (line: Line, body: Body) => line.size >= body.size * 1.12;
/** Set apart by size, or by a font of its own. */
const isHeadLike = (line: Line, body: Body) => isLarge(line, body) || (line.font !== body.font && line.size >= body.size * 0.98);

function isHeading(group: Line[], body: Body): boolean {
  const text = group.map((line) => line.text).join(" ");
  if (!isHeadLike(group[0]!, body) || group[0]!.isRow || /^[•·●▪◦‣–*-]/u.test(text)) return false;
  if (!/\p{L}{2}/u.test(text) || /[.,;。]$/u.test(text)) return false;
  if (isLarge(group[0]!, body)) return text.length <= 160 && group.length <= 4;
  return group.length === 1 && text.length <= 90 && /^[\p{Lu}\p{Lo}\d]/u.test(text);
}

/** The sizes in which headings are set, largest first: their place is their level. */
function headingSizes(groups: Line[][], body: Body): number[] {
  const sizes = groups.filter((group) => isHeading(group, body)).map((group) => group[0]!.size);
  return [...new Set(sizes)].toSorted((a, b) => b - a);
}

function blockOf(group: Line[], body: Body, sizes: number[], words: ReadonlySet<string>): Block {
  const text = joinLines(group, words);
  if (isHeading(group, body)) return { kind: "heading", level: Math.min(6, sizes.indexOf(group[0]!.size) + 1), text };
  return { kind: bullet.test(text) || group[0]?.isRow ? "row" : "text", text };
}

/** A word that was cut at the end of a line is made whole; one that is hyphenated elsewhere too keeps its hyphen. */
function joinLines(group: Line[], words: ReadonlySet<string>): string {
  return group.reduce((text, { text: next }) => {
    if (text === "") return next;
    const head = /([\p{L}]+)-$/u.exec(text)?.[1];
    const tail = /^[\p{Ll}]+/u.exec(next)?.[0];
    if (!head || !tail) return isUnspaced(text, next) ? text + next : `${text} ${next}`;
    return words.has(`${head}-${tail}`.toLowerCase()) ? text + next : text.slice(0, -1) + next;
  }, "");
}

/** Chinese and Japanese have no space where a line breaks. */
const isUnspaced = (text: string, next: string) =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}。、，]$/u.test(text) && /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}。、，]/u.test(next);

function hyphenatedWords(lines: Line[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of lines) for (const [word] of line.text.matchAll(/\p{L}+-\p{L}+/gu)) found.add(word.toLowerCase());
  return found;
}
