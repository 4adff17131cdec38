import { addLetters, type PageCount } from "./page-count.ts";

/** Fewer letters than this on a page are its number, or a stamp. */
const lettersOfText = 10;
const lostShareMax = 0.02;
/** Of a font's characters, how many are unknown where it has no map. */
const noMapShare = 0.3;
const rangesNamed = 8;

/** What was read of a page: all texts of it, those too that are left out on purpose. */
export type ReadPage = { count: PageCount; texts: string[] };

/** What of a document could not be read, as sentences. `broken`: the pages that could not be opened. */
export function warningsOf(pages: readonly ReadPage[], broken: readonly number[]): string[] {
  const counts = pages.map(({ count }) => count);
  const warnings: string[] = [];
  if (broken.length > 0) warnings.push(`${pagesIn(broken, true)} ${broken.length > 1 ? "are" : "is"} damaged and could not be read.`);
  const pictures = counts.filter(isScan).map(({ page }) => page);
  if (pictures.length > 0)
    warnings.push(
      `${pagesIn(pictures, true)} ${pictures.length > 1 ? "are pictures" : "is a picture"} without text. Run text recognition (OCR) on the file to have ${pictures.length > 1 ? "them" : "it"} read.`,
    );
  const fonts = unknownFonts(counts);
  for (const [font, pagesOfFont] of fonts) {
    const of = font === "" ? "A font" : `The font “${font}”`;
    warnings.push(
      `${of} does not say which characters it shows, so text on ${pagesIn(pagesOfFont)} could not be read. Save the file as PDF again from its original.`,
    );
  }
  return [...warnings, ...lostLetters(pages, fonts)];
}

export const isScan = ({ isPicture, total, unknown }: PageCount) => isPicture && total < lettersOfText && unknown.size === 0;

/** The fonts without a map, with their pages: a map may leave out a few characters that carry no text. */
function unknownFonts(counts: readonly PageCount[]): Map<string, number[]> {
  const fonts = new Map<string, { pages: number[]; unknown: number; all: number }>();
  for (const { page, unknown } of counts)
    for (const [name, counted] of unknown) {
      const font = fonts.get(name) ?? { pages: [], unknown: 0, all: 0 };
      fonts.set(name, { pages: [...font.pages, page], unknown: font.unknown + counted.unknown, all: font.all + counted.all });
    }
  return new Map([...fonts].filter(([, { unknown, all }]) => unknown > all * noMapShare).map(([name, { pages }]) => [name, pages]));
}

/** What a page holds by the count beside the reader, and not in what was read of it. */
function lostLetters(pages: readonly ReadPage[], named: ReadonlyMap<string, unknown>): string[] {
  let [all, lost] = [0, 0];
  const losing: number[] = [];
  for (const { count, texts } of pages) {
    const letters = new Map(count.letters);
    for (const text of texts) addLetters(letters, text, -1);
    const unknown = [...count.unknown].reduce((sum, [font, counted]) => sum + (named.has(font) ? 0 : counted.unknown), 0);
    const missing = [...letters.values()].reduce((sum, left) => sum + Math.max(0, left), unknown);
    all += count.total;
    lost += missing;
    if (missing > count.total * lostShareMax) losing.push(count.page);
  }
  if (lost <= all * lostShareMax) return [];
  return [`About ${Math.max(1, Math.round((lost / all) * 100))}% of the text could not be read, on ${pagesIn(losing)}.`];
}

/** "page 3", "pages 2–4 and 7"; many pages by the first of them. */
function pagesIn(pages: readonly number[], isStart = false): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  const named = ranges.slice(0, rangesNamed).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const list = new Intl.ListFormat("en").format(ranges.length > rangesNamed ? [...named, "others"] : named);
  return `${isStart ? "P" : "p"}age${pages.length > 1 ? "s" : ""} ${list}`;
}
