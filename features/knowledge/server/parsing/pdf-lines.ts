import { tidy } from "./block.ts";

/** A line of text where it is on its page: points from the bottom left corner. `isRow`: it has gaps as between cells. */
export type Line = {
  text: string;
  page: number;
  x: number;
  y: number;
  right: number;
  size: number;
  font: string;
  isRow: boolean;
  isTop: boolean;
  isBottom: boolean;
};

type Item = { str: string; transform: number[]; width: number; fontName: string; hasEOL: boolean };

const ligatures: Record<string, string> = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st" };
/** The outer share of a page's height in which running headers and footers stand. */
const marginShare = 0.1;

/** Joins the pieces of text that a page is made of into lines, in the order in which the page draws them. */
export function linesOfPage(pieces: readonly unknown[], page: { height: number; page: number }): Line[] {
  const lines: Line[] = [];
  let open: { items: Item[]; y: number; size: number; right: number } | null = null;

  const close = () => {
    if (open) lines.push(...lineOf(open.items, page.page));
    open = null;
  };
  for (const piece of pieces) {
    if (!isItem(piece)) continue;
    const size = Math.hypot(piece.transform[2] ?? 0, piece.transform[3] ?? 0) || 1;
    const x = piece.transform[4] ?? 0;
    const y = piece.transform[5] ?? 0;
    if (open && piece.str.trim() !== "") {
      const height = Math.max(open.size, size);
      const gap = x - open.right;
      // The cells of a table's row stand far apart on one base line; the columns of a page do not follow each other so.
      const sameLine = gap > -2 * size && (gap < 4 * size ? Math.abs(open.y - y) < height * 0.6 : Math.abs(open.y - y) < height * 0.1);
      if (!sameLine) close();
    }
    if (piece.str.trim() !== "" || open) {
      open ??= { items: [], y, size, right: x };
      open.items.push(piece);
      if (piece.str.trim() !== "") open.right = Math.max(open.right, x + piece.width);
      if (size > open.size) Object.assign(open, { size, y });
    }
    if (piece.hasEOL) close();
  }
  close();
  return markOuter(lines, page.height);
}

/** What is in the margins of a page, and the outermost two lines at either end of a full one. */
function markOuter(lines: Line[], height: number): Line[] {
  const heights = [...new Set(lines.map((line) => Math.round(line.y)))].toSorted((a, b) => a - b);
  const many = heights.length >= 6;
  const bottom = Math.max((many && heights[1]) || 0, height * marginShare);
  const top = Math.min((many && heights.at(-2)) || height, height * (1 - marginShare));
  return lines.map((line) => ({ ...line, isTop: Math.round(line.y) >= top, isBottom: Math.round(line.y) <= bottom }));
}

function lineOf(items: Item[], page: number): Line[] {
  let text = "";
  let right = 0;
  let isRow = false;
  const charsOf = new Map<string, number>();
  const charsOfSize = new Map<number, number>();
  for (const item of items) {
    const x = item.transform[4] ?? 0;
    const size = Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0) || 1;
    if (text.trim() !== "" && item.str.trim() !== "" && x - right > size * 1.5) isRow = true;
    if (text !== "" && x - right > size * 0.2 && !text.endsWith(" ") && !item.str.startsWith(" ")) text += " ";
    text += item.str;
    if (item.str.trim() !== "") right = Math.max(right, x + item.width);
    charsOf.set(item.fontName, (charsOf.get(item.fontName) ?? 0) + item.str.trim().length);
    const rounded = Math.round(size * 2) / 2;
    charsOfSize.set(rounded, (charsOfSize.get(rounded) ?? 0) + item.str.trim().length);
  }
  const clean = tidy(
    text
      .replace(/[\uFB00-\uFB06]/g, (one) => ligatures[one] ?? one)
      .replace(/^\p{Co}(?=\s)/u, "•")
      .replace(/\p{Co}/gu, ""),
  );
  if (clean === "") return [];
  const { transform = [] } = items[0] ?? {};
  const [x = 0, y = 0] = transform.slice(4);
  return [
    { text: clean, page, x, y, right, size: mostOf(charsOfSize) ?? 1, font: mostOf(charsOf) ?? "", isRow, isTop: false, isBottom: false },
  ];
}

/** The key with the most characters. */
export function mostOf<Key>(counts: Map<Key, number>): Key | undefined {
  let best: Key | undefined;
  for (const [key, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = key;
  return best;
}

function isItem(piece: unknown): piece is Item {
  return typeof piece === "object" && piece !== null && "str" in piece && "transform" in piece;
}
