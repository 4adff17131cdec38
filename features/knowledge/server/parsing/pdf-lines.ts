import { tidy } from "./block.ts";

/** A line of text where it stands on its page: points from the bottom left corner. */
export type Line = { text: string; page: number; x: number; y: number; right: number; size: number; font: string; isTop: boolean; isBottom: boolean };

type Item = { str: string; transform: number[]; width: number; fontName: string; hasEOL: boolean };

const ligatures: Record<string, string> = { "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st" };
/** The outer share of a page's height in which running headers and footers stand. */
const marginShare = 0.1;

/** Joins the pieces of text that a page is made of into lines, in the order in which the page draws them. */
export function linesOfPage(pieces: readonly unknown[], page: { width: number; height: number; page: number }): Line[] {
  const lines: Line[] = [];
  let open: { items: Item[]; y: number; size: number; right: number } | null = null;

  const close = () => {
    if (open) lines.push(...lineOf(open.items, page));
    open = null;
  };
  for (const piece of pieces) {
    if (!isItem(piece)) continue;
    const size = Math.hypot(piece.transform[2] ?? 0, piece.transform[3] ?? 0) || 1;
    const x = piece.transform[4] ?? 0;
    const y = piece.transform[5] ?? 0;
    if (open && piece.str.trim() !== "") {
      const sameLine = Math.abs(open.y - y) < Math.max(open.size, size) * 0.6 && x > open.right - size * 2 && x - open.right < size * 4;
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
  return lines;
}

function lineOf(items: Item[], page: { height: number; page: number }): Line[] {
  let text = "";
  let right = 0;
  const charsOf = new Map<string, number>();
  const charsOfSize = new Map<number, number>();
  for (const item of items) {
    const x = item.transform[4] ?? 0;
    const size = Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0) || 1;
    if (text !== "" && x - right > size * 0.2 && !text.endsWith(" ") && !item.str.startsWith(" ")) text += " ";
    text += item.str;
    right = Math.max(right, x + item.width);
    charsOf.set(item.fontName, (charsOf.get(item.fontName) ?? 0) + item.str.trim().length);
    const rounded = Math.round(size * 2) / 2;
    charsOfSize.set(rounded, (charsOfSize.get(rounded) ?? 0) + item.str.trim().length);
  }
  const clean = tidy(text.replace(/[\uFB00-\uFB06]/g, (one) => ligatures[one] ?? one).replace(/[\uE000-\uF8FF]/g, "•"));
  if (clean === "") return [];
  const y = items[0]?.transform[5] ?? 0;
  return [
    {
      text: clean, page: page.page, x: items[0]?.transform[4] ?? 0, y, right, size: mostOf(charsOfSize) ?? 1, font: mostOf(charsOf) ?? "",
      isTop: y > page.height * (1 - marginShare), isBottom: y < page.height * marginShare,
    },
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
