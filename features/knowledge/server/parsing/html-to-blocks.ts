import { tidy, type Block } from "./block.ts";

/**
 * Blocks of the plain HTML that a converter of ours makes: h1–h6, p, lists, tables. Not for pages of the web.
 */
export function htmlToBlocks(html: string): Block[] {
  const blocks: Block[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  let text = "";
  let cells: string[] | null = null;
  let names: string[] | null = null;
  let tableDepth = 0;

  const flush = (kind: "text" | "row" | number) => {
    const block = tidy(text, true);
    text = "";
    if (!/[\p{L}\p{N}]/u.test(block)) return;
    if (typeof kind === "number") blocks.push({ kind: "heading", level: kind, text: block.replaceAll("\n", " ") });
    else blocks.push({ kind, text: block });
  };

  for (const [, closing, name = "", words] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>|([^<]+)/gi)) {
    if (words !== undefined) {
      text += decodeEntities(words);
      continue;
    }
    const tag = name.toLowerCase();
    const opens = closing === "";
    if (tag === "br") text += "\n";
    else if (tag === "table") {
      if (opens && tableDepth === 0) flush("text");
      tableDepth += opens ? 1 : -1;
      if (!opens && tableDepth === 0) names = null;
    } else if (tableDepth > 0) {
      if (tag === "tr" && tableDepth === 1) {
        if (opens) cells = [];
        else if (cells) names = addRow(blocks, cells, names);
      } else if (tag === "td" || tag === "th") {
        if (!opens && tableDepth === 1) cells?.push(tidy(text));
        if (tableDepth === 1) text = "";
      } else if (!opens) text += " ";
    } else if (/^h[1-6]$/.test(tag)) flush(opens ? "text" : Number(tag[1]));
    else if (tag === "ul" || tag === "ol") {
      flush("text");
      if (opens) lists.push({ ordered: tag === "ol", count: 0 });
      else lists.pop();
    } else if (tag === "li") {
      flush(opens ? "text" : "row");
      const list = lists.at(-1);
      if (opens && list) text = `${"  ".repeat(lists.length - 1)}${list.ordered ? `${(list.count += 1)}.` : "-"} `;
    } else if (tag === "p" && lists.length === 0) flush("text");
    else if (tag === "p") text += "\n";
  }
  flush("text");
  return blocks;
}

/** The first row of a table names its columns where each cell of it is filled. Answers the names. */
function addRow(blocks: Block[], cells: string[], names: string[] | null): string[] | null {
  if (!names && cells.length > 1 && cells.every((cell) => cell !== "" && cell.length <= 60)) return cells;
  const text = cells
    .map((cell, index) => (cell === "" ? "" : names?.[index] ? `${names[index]}: ${cell}` : cell))
    .filter((cell) => cell !== "")
    .join("; ");
  if (text !== "") blocks.push({ kind: "row", text });
  return names ?? [];
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  rarr: "→",
  larr: "←",
  bull: "•",
  euro: "€",
};

/** Numeric entities and the named ones that people write by hand. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name) return entities[name.toLowerCase()] ?? all;
    const point = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? "", 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}
