import { engineOf } from "#platform/engine.ts";
import type { Platform } from "#platform/platform.ts";

/**
 * What a cookie of ours is called. Under https no other host of the domain can set one of these, nor can an address
 * without TLS: browsers take the prefix from this host alone, with Secure and for every path.
 */
export const cookieName = (appUrl: string, name: string) => `${appUrl.startsWith("https:") ? "__Host-" : ""}botcadence.${name}`;

/** The value of a cookie of ours in a Cookie header; null where there is none. */
export function readCookie(platform: Platform, header: string | null, name: string): string | null {
  const start = `${cookieName(platform.env.appUrl, name)}=`;
  const cookie = partsOf(renameOldCookies(platform, header)).find((part) => part.startsWith(start));
  return cookie ? cookie.slice(start.length) : null;
}

/** The header with cookies that were set before an upgrade under their names of today, for as long as those still count. */
export function renameOldCookies(platform: Platform, header: string | null): string {
  if (!header?.includes(oldPrefix) || new Date() >= engineOf(platform).database.oldCookiesUntil) return header ?? "";
  const parts = partsOf(header);
  const names = new Set(parts.map((part) => part.split("=", 1)[0]));
  return parts
    .map((part) => {
      if (!part.startsWith(oldPrefix)) return part;
      const renamed = cookieName(platform.env.appUrl, part.slice(oldPrefix.length));
      return names.has(renamed.split("=", 1)[0]) ? part : renamed;
    })
    .join("; ");
}

const oldPrefix = "__Secure-botcadence.";

const partsOf = (header: string) => header.split(/; */);
