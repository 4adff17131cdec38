import type { Block } from "../block.ts";
import { mostOf } from "./cells.ts";
import { hyphenatedWords, joinLines } from "./join-lines.ts";
import type { Line } from "./line.ts";
import { addressBehind } from "./pieces.ts";
import { placeOf, type SeenPage } from "./places.ts";

const endOfSentence = /[.!?:;。！？…]["'”’)\]]*$/u;
const bullet = /^([•·●▪◦‣–*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s/u;

/** Lines that belong together become one paragraph; large or differently set short lines become headings. */
export function paragraphsOfLines(lines: Line[], pages: ReadonlyMap<number, SeenPage> = new Map()): Block[] {
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
  return groups.map((group) => {
    const places = group.flatMap(({ boxes, page }) => (pages.has(page) ? [placeOf(boxes, pages.get(page)!)] : []));
    return { ...blockOf(group, body, sizes, words), places };
  });
}

export type Body = { size: number; font: string; pitch: number; width: number };

/** How the running text is set: the size, font and line distance of most characters. */
export function bodyOf(lines: Line[]): Body {
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

export const isLarge = (line: Line, body: Body) => line.size >= body.size * 1.12;
/** Set apart by size, or by a font of its own. */
const isHeadLike = (line: Line, body: Body) =>
  isLarge(line, body) || (line.font !== "" && line.font !== body.font && line.size >= body.size * 0.98);

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
  const last = group.at(-1)!.endsLink;
  const joined = joinLines(group, words);
  const text = last ? `${joined}${addressBehind(joined, last)}` : joined;
  if (isHeading(group, body)) return { kind: "heading", level: Math.min(6, sizes.indexOf(group[0]!.size) + 1), text };
  return { kind: bullet.test(text) || group[0]?.isRow ? "row" : "text", text };
}
