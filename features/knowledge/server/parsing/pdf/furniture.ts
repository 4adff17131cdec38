import type { Line } from "./line.ts";
import { bodyOf, isLarge, type Body } from "./paragraphs.ts";

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
