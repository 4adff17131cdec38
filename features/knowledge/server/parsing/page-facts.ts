import { pageUrl } from "../sites/page-url.ts";
import type { PageDocument } from "./page-document.ts";

/** What a page says beside its text. Addresses are those of pages, spelled as `pageUrl` does. */
export type PageFacts = {
  links: string[];
  canonical: string | null;
  /** Where it sends browsers that wait (`meta refresh`). */
  sendsTo: string | null;
  noindex: boolean;
  /** It shows its text only to a browser that runs its programs. */
  needsBrowser: boolean;
};

const linksMax = 3_000;

/** Read before anything is taken out of the page, but for `needsBrowser`, which its reader finds out. */
export function pageFacts(document: PageDocument, url: string): PageFacts {
  const base = baseOf(document, url);
  const said = [...document.querySelectorAll("meta[name]")]
    .filter((meta) => /^(robots|botcadence)$/i.test(meta.getAttribute("name") ?? ""))
    .flatMap((meta) => (meta.getAttribute("content") ?? "").toLowerCase().split(/[\s,]+/));
  const follows = !said.includes("nofollow") && !said.includes("none");
  return {
    links: follows ? linksOf(document, base) : [],
    canonical: pageUrl(document.querySelector('link[rel~="canonical" i][href]')?.getAttribute("href") ?? "", base),
    sendsTo: refreshOf(document, base),
    noindex: said.includes("noindex") || said.includes("none"),
    needsBrowser: false,
  };
}

/** What relative addresses of the page are relative to. */
export function baseOf(document: PageDocument, url: string): string {
  const href = document.querySelector("base[href]")?.getAttribute("href") ?? "";
  return URL.canParse(href, url) ? new URL(href, url).href : url;
}

function linksOf(document: PageDocument, base: string): string[] {
  const found = new Set<string>();
  for (const link of document.querySelectorAll("a[href], area[href], frame[src]")) {
    if (/(^|\s)nofollow(\s|$)/i.test(link.getAttribute("rel") ?? "")) continue;
    const address = pageUrl(link.getAttribute("href") ?? link.getAttribute("src") ?? "", base);
    if (address) found.add(address);
    if (found.size >= linksMax) break;
  }
  return [...found];
}

function refreshOf(document: PageDocument, base: string): string | null {
  for (const meta of document.querySelectorAll("meta[http-equiv]")) {
    if (!/^refresh$/i.test(meta.getAttribute("http-equiv") ?? "")) continue;
    const [, seconds = "", href = ""] =
      /^\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(meta.getAttribute("content") ?? "") ?? [];
    // A page that loads itself again now and then is no redirect.
    if (href !== "" && Number(seconds) <= 10) return pageUrl(href, base);
  }
  return null;
}
