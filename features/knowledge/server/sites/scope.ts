import { fitsPattern } from "./glob.ts";

/** Which pages belong to a site: those of its host, below its path, that the patterns leave. */
export type Scope = { scope: string; include: readonly string[]; exclude: readonly string[] };

/** Below which address the pages of a site lie, by the address of its first page: a page stands for its folder. */
export function scopeOf(address: string): string {
  const url = new URL(address);
  const last = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  const path = /\.[a-z]{2,5}$/i.test(last) ? url.pathname.slice(0, url.pathname.length - last.length) : url.pathname;
  return `${url.origin}${path}`;
}

/** The same page of the site under the scheme that the site has: http and https are one site. Null for a page of another one. */
export function withinSite(scope: string, address: string): string | null {
  const [site, url] = [new URL(scope), new URL(address)];
  if (url.hostname !== site.hostname || portOf(url) !== portOf(site)) return null;
  const folder = site.pathname.replace(/\/+$/, "");
  if (url.pathname !== folder && !url.pathname.startsWith(`${folder}/`)) return null;
  url.protocol = site.protocol;
  return url.href;
}

/** What the patterns of the source leave. One without `*` means that page and what lies below it. */
export function isWanted({ include, exclude }: Scope, address: string): boolean {
  const { pathname, search } = new URL(address);
  const path = `${decode(pathname)}${search}`;
  const fits = (pattern: string) => {
    const wanted = decode(pattern.startsWith("/") || pattern.startsWith("*") ? pattern : `/${pattern}`);
    if (wanted.includes("*")) return fitsPattern(wanted, path, { ends: true });
    const folder = wanted.replace(/\/$/, "");
    return path === wanted || path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}?`);
  };
  if (exclude.some(fits)) return false;
  return include.length === 0 || include.some(fits);
}

/** Http and https answer at a port of their own; the same site is meant. */
function portOf(url: URL): string {
  return url.port === "" ? "usual" : url.port;
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
