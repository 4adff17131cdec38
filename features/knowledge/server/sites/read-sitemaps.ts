import { pageUrl } from "./page-url.ts";
import type { SiteClient } from "./site-client.ts";
import { withinSite } from "./scope.ts";

const sitemapsMax = 20;
/** So long they are asked for; those that answer slowly keep no pages from being read. */
const sitemapsMs = 60_000;

/** A page that a sitemap names. */
export type NamedPage = { url: string; changedAt: Date | null };

/**
 * The pages of a site that its sitemaps name, up to `most`: of those that robots.txt names, else of the usual one. Null where it has
 * none.
 */
export async function readSitemaps(client: SiteClient, scope: string, most: number): Promise<NamedPage[] | null> {
  const named = (await client.robotsOf(scope)).sitemaps.flatMap((url) => pageUrl(url, scope) ?? []);
  const waiting = named.length > 0 ? named : [`${new URL(scope).origin}/sitemap.xml`];
  const asked = new Set<string>();
  const pages = new Map<string, NamedPage>();
  const until = Date.now() + sitemapsMs;
  let isThere = false;
  const isMore = () => asked.size < sitemapsMax && pages.size < most && Date.now() < until;
  for (let url = waiting.shift(); url && isMore(); url = waiting.shift()) {
    if (asked.has(url)) continue;
    asked.add(url);
    const sitemap = await client.sitemap(url);
    if (!sitemap) continue;
    isThere ||= sitemap.pages.length + sitemap.sitemaps.length > 0;
    for (const { url: written, changedAt } of sitemap.pages) {
      const address = pageUrl(written, url);
      const own = address && withinSite(scope, address);
      if (own && pages.size < most) pages.set(own, { url: own, changedAt });
    }
    waiting.push(...sitemap.sitemaps.flatMap((next) => pageUrl(next, url) ?? []));
  }
  return isThere ? [...pages.values()] : null;
}
