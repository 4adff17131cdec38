import type { AgentRow } from "./find-agent.ts";

/**
 * Whether an agent answers the visitors of a page, by the page's origin. Without a list it answers on any page, and
 * whatever is no page; with one, an origin has to be named.
 */
export function answersOn(agent: Pick<AgentRow, "allowed_origins" | "allow_web_views">, origin: string | null): boolean {
  if (agent.allowed_origins.length === 0) return true;
  if (origin === null) return false;
  return agent.allowed_origins.some((website) => covers(website, origin)) || (agent.allow_web_views && isWebView(origin));
}

/** `https://*.example.com` covers every subdomain, of whatever depth, and not the domain itself. */
function covers(website: string, origin: string): boolean {
  const [scheme = "", domain] = website.split("*");
  if (domain === undefined) return website === origin;
  return origin.startsWith(scheme) && origin.endsWith(domain) && origin.length > scheme.length + domain.length;
}

/** What the web views of apps and opened files name as their origin; no website has such a one. */
function isWebView(origin: string): boolean {
  return !/^https?:/.test(origin) || /^https?:\/\/localhost$/.test(origin);
}
