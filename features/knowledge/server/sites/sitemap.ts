/** What a sitemap names: pages with when they changed last, where it says so, and further sitemaps. */
export type Sitemap = { pages: { url: string; changedAt: Date | null }[]; sitemaps: string[] };

const entriesMax = 50_000;
/** An element that is longer is none, and nothing behind it is looked at. */
const elementMax = 20_000;

/** Reads a sitemap, an index of them, or plain lines of URLs. What is no sitemap names nothing. */
export function parseSitemap(text: string): Sitemap {
  if (!/<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]/i.test(text.slice(0, 10_000))) return { pages: linesOf(text), sitemaps: [] };
  const pages: Sitemap["pages"] = [];
  const sitemaps: string[] = [];
  for (const [tag, inner] of elements(text)) {
    const url = textOf(inner, "loc");
    if (!url) continue;
    if (tag.toLowerCase() === "sitemap") sitemaps.push(url);
    else pages.push({ url, changedAt: readDate(textOf(inner, "lastmod")) });
    if (pages.length + sitemaps.length >= entriesMax) break;
  }
  return { pages, sitemaps };
}

/** `url` and `sitemap` elements with what is in them, in one pass from left to right. */
function* elements(text: string): Generator<[tag: string, inner: string]> {
  const opening = /<(?:[\w-]+:)?(url|sitemap)(?:\s[^<>]*)?>/gi;
  for (let open = opening.exec(text); open; open = opening.exec(text)) {
    const from = opening.lastIndex;
    const next = text.slice(from, from + elementMax).search(/<\/(?:[\w-]+:)?(?:url|sitemap)\s*>/i);
    if (next < 0) return;
    yield [open[1]!, text.slice(from, from + next)];
    opening.lastIndex = from + next;
  }
}

function textOf(inner: string, name: string): string | null {
  const opening = new RegExp(`<(?:[\\w-]+:)?${name}\\s*>`, "i").exec(inner);
  if (!opening) return null;
  // Searched for once: what is never closed is not looked through from each of its openings.
  const from = opening.index + opening[0].length;
  const to = inner.indexOf("</", from);
  if (to < 0) return null;
  const plain = inner
    .slice(from, to)
    .replace(/^\s*<!\[CDATA\[([^]*?)\]\]>\s*$/, "$1")
    .trim();
  return plain.replace(/&(amp|lt|gt|quot|apos|#38|#x26);/gi, (_all, entity: string) => entities[entity.toLowerCase()] ?? "");
}

const entities: Record<string, string> = { amp: "&", "#38": "&", "#x26": "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function readDate(text: string | null): Date | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}

function linesOf(text: string): Sitemap["pages"] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines
    .filter((line) => /^https?:\/\/\S+$/i.test(line))
    .slice(0, entriesMax)
    .map((url) => ({ url, changedAt: null }));
}
