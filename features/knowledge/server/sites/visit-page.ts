import { NotReached } from "#platform/connector/not-reached.ts";
import type { Fetched, Head } from "#platform/connector/connector.ts";
import { fileBytesMax } from "../../contract.ts";
import { kindOfContent } from "./kind-of-content.ts";
import type { Content } from "../parsing/parse-file.ts";
import { because, becauseOf, becauseStatus, pageBytesMax, type PageReason } from "./page-reasons.ts";
import { pageUrl } from "./page-url.ts";
import { withinSite } from "./scope.ts";
import type { SiteClient } from "./site-client.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";

/** What asking for a page brought. `goes`: the text that was read of it before goes too. */
export type Visit =
  | { kind: "content"; content: Content; url: string; etag: string | null; lastModified: string | null; noindex: boolean; bytes: number }
  | { kind: "same" }
  | { kind: "moved"; to: string; reason: PageReason }
  | { kind: "skipped" | "failed"; reason: PageReason; goes: boolean }
  /** It may go better later; after so long, where the server says. */
  | { kind: "later"; reason: PageReason; afterMs: number | null };

/** A server that asks for longer is not waited for. */
const waitMaxMs = 10 * 60_000;

/**
 * Asks for one page, as robots.txt and the server want it. Of a site, a redirect is another page of it; a page by itself is
 * wherever its address leads.
 * @throws the signal's reason
 */
export async function visitPage(client: SiteClient, site: ReadSite, page: SitePageRow): Promise<Visit> {
  const alone = site.kind === "url";
  try {
    if (!(await isAllowed(client, page.url))) return { kind: "skipped", reason: because("robots"), goes: true };
    const answer = await client.get(page.url, {
      headers: page.document_id ? conditionsOf(page) : {},
      onRedirect: async (to) => alone && (await isAllowed(client, to.href)),
      wants: (head) => bodyWanted(head),
    });
    return await readAnswer(answer);
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return alone && error.code === "redirect_refused" ? { kind: "skipped", reason: because("robots"), goes: true } : whyNot(error, site);
  }
}

async function isAllowed(client: SiteClient, url: string): Promise<boolean> {
  const { pathname, search } = new URL(url);
  return (await client.robotsOf(url)).allows(`${pathname}${search}`);
}

function conditionsOf({ etag, last_modified }: SitePageRow): Record<string, string> {
  return { ...(etag && { "If-None-Match": etag }), ...(last_modified && { "If-Modified-Since": last_modified }) };
}

function bodyWanted({ status, headers, url }: Head): false | { bytesMax: number } {
  if (status < 200 || status >= 300) return false;
  const kind = kindOfContent(headers.get("content-type"), url);
  return kind === null ? false : { bytesMax: kind === "page" ? pageBytesMax : fileBytesMax };
}

async function readAnswer({ status, headers, url, body }: Fetched): Promise<Visit> {
  if (status === 304) return { kind: "same" };
  if (status === 429 || status === 503) return askedToWait(headers.get("retry-after"), status);
  if (status >= 500 || status === 408 || status === 425) return { kind: "later", reason: becauseStatus(status), afterMs: null };
  if (status < 200 || status >= 300) return { kind: "failed", reason: becauseStatus(status), goes: status === 404 || status === 410 };
  const contentType = headers.get("content-type") ?? "";
  const kind = kindOfContent(contentType, url);
  if (kind === null) return { kind: "skipped", reason: because("kind"), goes: false };
  return {
    kind: "content",
    content: kind === "page" ? { kind, bytes: body, page: { url: url.href, contentType } } : { kind, bytes: body },
    url: url.href,
    etag: headers.get("etag"),
    lastModified: headers.get("last-modified"),
    noindex: saysNoindex(headers.get("x-robots-tag") ?? ""),
    bytes: body.length,
  };
}

/** `Retry-After` in seconds or as a date. */
function askedToWait(said: string | null, status: number): Visit {
  const reason = becauseStatus(status);
  if (!said) return { kind: "later", reason, afterMs: null };
  const ms = /^\d+$/.test(said.trim()) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  if (Number.isNaN(ms)) return { kind: "later", reason, afterMs: null };
  if (ms > waitMaxMs) return { kind: "failed", reason: because("busy"), goes: false };
  return { kind: "later", reason, afterMs: Math.max(0, ms) };
}

/** `noindex`, `googlebot: noindex` (of another agent), `botcadence: none, …`: an agent's name holds until the next. */
function saysNoindex(header: string): boolean {
  let isMeant = true;
  for (const part of header.toLowerCase().split(",")) {
    const [, name, words = ""] = /^\s*(?:([\w-]+)\s*:)?\s*(.*)$/.exec(part) ?? [];
    if (name !== undefined && name !== "unavailable_after") isMeant = name === "botcadence";
    if (isMeant && /^(noindex|none)\b/.test(words)) return true;
  }
  return false;
}

function whyNot(error: NotReached, site: ReadSite): Visit {
  switch (error.code) {
    case "redirect_refused": {
      const address = pageUrl(error.url);
      const to = address && withinSite(site.scope, address);
      if (to) return { kind: "moved", to, reason: becauseOf("moved", to) };
      return address
        ? { kind: "moved", to: address, reason: because("outside") }
        : { kind: "failed", reason: because("outside"), goes: false };
    }
    case "too_large":
      return { kind: "failed", reason: because("page_too_large"), goes: false };
    case "timeout":
    case "unreachable":
    case "broken":
      return { kind: "later", reason: { code: "unreachable", text: error.message }, afterMs: null };
    case "unresolved":
      return { kind: "later", reason: { code: "not_reached", text: error.message }, afterMs: null };
    default:
      return { kind: "failed", reason: { code: "not_reached", text: error.message }, goes: false };
  }
}
