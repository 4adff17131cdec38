/**
 * The items that fit what is typed, best first: each word is in the label as it was typed, whatever its case or
 * accents. A label that begins with the words comes before one with words that begin so, and both before any other.
 * Among equals the order stays; without words all are there.
 */
export function rank<Item>(items: readonly Item[], typed: string, labelOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, fit: fitOf(labelOf(item), typed) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}

/** How well a label fits what is typed: 0 for not at all, 4 where it is just that. */
export function fitOf(label: string, typed: string): number {
  const text = plain(label);
  const sought = plain(typed);
  if (text === sought) return 4;
  if (text.startsWith(sought)) return 3;
  const words = sought.split(" ");
  if (!words.every((word) => text.includes(word))) return 0;
  return words.every((word) => beginsWord(text, word)) ? 2 : 1;
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return true;
  return false;
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
