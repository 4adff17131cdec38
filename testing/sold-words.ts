/** What nobody reads on an installation that sells nothing. */
const sold = /\b(plans?|pric(?:e|es|ed|ing)|upgrad(?:e|es|ed)|subscri(?:be|bes|bed|bing|ption|ptions)|checkouts?|trials?)\b/i;

/** The words around the first one that speaks of a sale; null where none does. */
export function findSale(text: string): string | null {
  const found = sold.exec(text);
  return found && text.slice(Math.max(0, found.index - 50), found.index + 50).replace(/\s+/g, " ");
}
