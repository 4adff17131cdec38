import type { Block } from "./block.ts";

const introMax = 300;
const itemMax = 160;
const listItem = /^(\s*)(?:[-–•*·▪◦‣]|\(?[\p{L}\p{N}.]{1,12}[.)])\s/u;

/**
 * Says of list items and rows what introduces them, by which one is still understood in another passage: the sentence above
 * them, and the items that one is below.
 */
export function introduce(blocks: readonly Block[]): Block[] {
  let intro: { text: string; isOpen: boolean } | null = null;
  let items: string[] = [];
  return blocks.map((block): Block => {
    if (block.kind === "heading" || block.kind === "text") {
      intro = block.kind === "text" ? introOf(block.text) : null;
      items = [];
      return block;
    }
    const match = listItem.exec(block.text);
    if (!match) {
      const above = [...(intro?.isOpen ? [intro.text] : []), ...items];
      const lead = [...above.filter((text) => !block.lead?.includes(text)), ...(block.lead ?? [])];
      return lead.length > 0 ? { ...block, lead } : block;
    }
    const depth = Math.floor(match[1]!.length / 2);
    const above = items.slice(0, depth);
    items = [...above, shortened(block.text.split("\n")[0]!.trim())];
    const lead = [...(intro ? [intro.text] : []), ...above];
    return lead.length > 0 ? { ...block, lead } : block;
  });
}

/** The last sentence where it ends in a colon; a short paragraph as a whole. */
function introOf(text: string): { text: string; isOpen: boolean } | null {
  const line = text.split("\n").at(-1)!.trim();
  const isOpen = /[:：]$/u.test(line);
  if (!isOpen && (text.length > introMax / 2 || /[.!?。！？]\s+\S/u.test(text))) return null;
  const sentence = line.split(/(?<=[.!?。！？])\s+/u).at(-1)!;
  return sentence.length <= introMax ? { text: sentence, isOpen } : null;
}

function shortened(text: string): string {
  return text.length <= itemMax ? text : `${text.slice(0, itemMax).replace(/\s+\S*$/u, "")} …`;
}
