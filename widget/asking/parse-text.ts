export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong"; content: Inline[] }
  | { kind: "link"; text: string; url: string };
export type Block = { kind: "paragraph"; content: Inline[] } | { kind: "list"; first: number | null; items: Inline[][] };

/** Bounded, so that no text makes matching slow. */
const inline =
  /\*\*(\S[^\n]{0,500}?)\*\*|`([^`\n]{1,500})`|\[([^[\]\n]{1,300})\]\((https?:\/\/[^\s()]{1,2000})\)|(https?:\/\/[^\s<>"*`]{1,2000})/g;
const item = /^\s*(?:[-*•]|(\d{1,9})[.)])\s+(.*)$/;

/** The little formatting that answers use: paragraphs, lists, **bold**, `code`, links. All else stays as it was written. */
export function parseText(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endParagraph = () => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", content: parseInline(lines.join("\n")) });
    lines = [];
  };
  let list: Extract<Block, { kind: "list" }> | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = item.exec(line);
    if (match) {
      endParagraph();
      const first = match[1] === undefined ? null : Number(match[1]);
      if (!list || (list.first === null) !== (first === null)) {
        list = { kind: "list", first, items: [] };
        blocks.push(list);
      }
      list.items.push(parseInline(match[2] ?? ""));
    } else if (line.trim() === "") {
      endParagraph();
    } else {
      list = null;
      lines.push(line.trim());
    }
  }
  endParagraph();
  return blocks;
}

/** The address, if it leads to a web page; null for `javascript:`, `data:` and the like. */
export function webAddress(text: string | null | undefined): string | null {
  const url = text && URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  const addText = (from: number, to: number) => {
    if (to > from) parts.push({ kind: "text", text: text.slice(from, to) });
  };
  let end = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, strong, code, label, target, bare] = match;
    // The sentence's own full stop or bracket is not part of a bare address.
    const address = bare?.replace(/[.,;:!?)\]}'’”]+$/, "");
    const url = webAddress(target ?? address);
    addText(end, match.index);
    end = match.index + (address ?? whole).length;
    if (strong !== undefined) parts.push({ kind: "strong", content: parseInline(strong) });
    else if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (url) parts.push({ kind: "link", text: label ?? address ?? url, url });
    else addText(match.index, end);
  }
  addText(end, text.length);
  return parts;
}
