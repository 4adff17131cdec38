/** What nobody reads on an installation that sells nothing. */
const sold = /\b(plans?|pric(?:e|es|ed|ing)|upgrad(?:e|es|ed)|subscri(?:be|bes|bed|bing|ption|ptions)|checkouts?|trials?)\b/i;
/** Nor this, but for the address of that name, which every organization has. */
const billing = /\b[Bb]illing\b(?![ _-]?[Aa]ddress)/;

/** The words around the first one that speaks of a sale; null where none does. */
export function findSale(text: string): string | null {
  return wordsAround(text, sold.exec(text));
}

/** The same for what people read: there billing is not named, either. Programs find it among the names of permissions and fields. */
export function findSaleInProse(text: string): string | null {
  return findSale(text) ?? wordsAround(text, billing.exec(text));
}

function wordsAround(text: string, found: RegExpExecArray | null): string | null {
  return found && text.slice(Math.max(0, found.index - 50), found.index + 50).replace(/\s+/g, " ");
}
