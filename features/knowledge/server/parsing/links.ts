import { tidy } from "./block.ts";

const addressMax = 500;

/**
 * What a link says with where it leads, so that who is quoted the sentence can go there: `Order here (https://…)`. Only
 * addresses that lead somewhere from outside of the document, and only where the words do not say them.
 */
export function withAddress(words: string, href: string): string {
  const address = href.trim().replace(/\s/g, "%20");
  if (address.length > addressMax || !/^(?:https?:\/\/|mailto:|tel:|sms:)/i.test(address)) return words;
  const shown = address.replace(/^(?:mailto|tel|sms):/i, "").replace(/\?.*$/s, (query) => (/^mailto:/i.test(address) ? "" : query));
  const bare = (text: string) =>
    tidy(text)
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?|\/$|[\s()-]/g, "");
  if (bare(words).includes(bare(shown)) || bare(shown) === "") return words;
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  return inner === "" ? words : `${before}${inner} (${shown})${after}`;
}
