import type { Placed } from "./glyph-lines.ts";

const strong = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u;
const digit = /\p{Nd}/u;

export const isMark = (text: string) => text.charCodeAt(0) >= 0x0300 && /^\p{M}+$/u.test(text);
/** Below it are Latin, Greek and Cyrillic: most of what is ever asked. */
const firstToLeft = 0x0590;
export const isRightToLeft = (text: string) => text.charCodeAt(0) >= firstToLeft && strong.test(text) && !digit.test(text);

/**
 * A line with letters that run to the left, as it is read: from its right end, with what runs to the right (words in Latin
 * letters, numbers, addresses) turned back.
 */
export function toReadingOrder(line: readonly Placed[]): Placed[] {
  const clusters = clustersOf(line).toSorted((one, other) => middleOf(other) - middleOf(one));
  const kinds = clusters.map(kindOf);
  const toLeft = kinds.filter((kind) => kind === "left").length;
  const toRight = kinds.filter((kind) => kind === "right").length;
  if (toLeft >= toRight) return turnBack(clusters, kinds, ["right", "number"]).flat();
  return turnBack(clusters.toReversed(), kinds.toReversed(), ["left"]).flat();
}

/** A line in which marks were drawn apart from their letters, each behind its letter. */
export function placeMarks(line: readonly Placed[]): Placed[] {
  return clustersOf(line).flat();
}

type Kind = "left" | "right" | "number" | "neutral";
type Cluster = Placed[];

/** Letters with the marks on them, and the letters of one glyph, which PDFium turns round where the file names each of them. */
function clustersOf(line: readonly Placed[]): Cluster[] {
  const bases: Cluster[] = [];
  const marks: Placed[] = [];
  for (const glyph of line) {
    const before = bases.at(-1)?.at(0);
    if (isMark(glyph.text)) marks.push(glyph);
    else if (before && isOneGlyph(before, glyph)) bases.at(-1)!.splice(isLam(before) ? 1 : 0, 0, glyph);
    else bases.push([glyph]);
  }
  const letters = bases.filter(([base]) => base!.ink && base!.text.trim() !== "");
  for (const mark of marks) (homeOf(mark, letters) ?? bases[0] ?? []).push(mark);
  return bases.length > 0 ? bases : [marks];
}

/** The glyph for lam and alef: no word writes them the other way round in one. */
const isLam = ({ text }: Placed) => text === "\u0644";

const isOneGlyph = (one: Placed, next: Placed) =>
  one.ink !== null && one.ink === next.ink && one.u0 === next.u0 && one.u1 === next.u1 && isRightToLeft(next.text);

/** The letter that a mark is on, or the one that ends where the mark is. */
function homeOf(mark: Placed, letters: readonly Cluster[]): Cluster | null {
  let home: Cluster | null = null;
  const distance = ([letter]: Cluster) => Math.max(letter!.u0 - middleOf([mark]), middleOf([mark]) - letter!.u1, 0);
  for (const letter of letters) if (!home || distance(letter) < distance(home) - 0.05 * (mark.ink?.size ?? 0)) home = letter;
  return home;
}

const middleOf = ([glyph]: Cluster) => (glyph!.u0 + glyph!.u1) / 2;

function kindOf(cluster: Cluster): Kind {
  const text = cluster[0]!.text;
  if (digit.test(text)) return "number";
  if (strong.test(text)) return "left";
  return /\p{L}/u.test(text) ? "right" : "neutral";
}

/** Reverses each run of these kinds, with what is between its members. */
function turnBack(clusters: Cluster[], kinds: readonly Kind[], run: readonly Kind[]): Cluster[] {
  const turned: Cluster[] = [];
  for (let at = 0; at < clusters.length;) {
    if (!run.includes(kinds[at]!)) {
      turned.push(clusters[at]!);
      at += 1;
      continue;
    }
    let end = at + 1;
    let hasLetters = kinds[at] !== "number";
    for (let next = end; next < clusters.length; next += 1) {
      if (run.includes(kinds[next]!)) {
        // Numbers by themselves are one only where a single sign joins them: `10:30` is, `10 – 30` is two.
        const between = textBetween(clusters, end, next);
        const joins = hasLetters || kinds[next] !== "number" ? true : between === "" || /^[.,:/+\-٫٬%$€£]$/u.test(between);
        if (!joins) break;
        hasLetters ||= kinds[next] !== "number";
        end = next + 1;
      } else if (kinds[next] !== "neutral" && !(run.includes("left") && kinds[next] === "number")) break;
    }
    turned.push(...clusters.slice(at, end).toReversed());
    at = end;
  }
  return turned;
}

function textBetween(clusters: readonly Cluster[], from: number, to: number): string {
  return clusters
    .slice(from, to)
    .flat()
    .map(({ text }) => text)
    .join("");
}
