import { createHash } from "node:crypto";
import { parsers } from "../parsing/parsers.ts";
import type { ReadFile } from "../parsing/parse-file.ts";
import type { SlowLane } from "../parsing/slow-lane.ts";
import { because, becauseFile, becauseOf, type PageReason } from "./page-reasons.ts";
import { withinSite } from "./scope.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";
import { visitPage, type Visit } from "./visit-page.ts";
import type { SiteClient } from "./site-client.ts";

/** A page's text as it is saved. */
export type PageText = Pick<ReadFile, "passages" | "warnings"> & {
  title: string;
  /** Where it was found. */
  url: string;
  hash: string;
  bytes: number;
  etag: string | null;
  lastModified: string | null;
};

/** What came of a page, to be saved. `links`: where it leads; `seconds`: how long a parser was busy. */
export type PageResult = { links: string[]; seconds: number; fetchedBytes: number } & (
  | { outcome: "text"; text: PageText }
  | { outcome: "same" }
  | { outcome: "skipped" | "failed"; reason: PageReason; goes: boolean }
  /** Another page of the site, which is read instead. `text`: what this one says, where it only names the other as its address. */
  | { outcome: "elsewhere"; to: string; reason: PageReason; text?: PageText }
  | { outcome: "later"; reason: PageReason; afterMs: number }
);

/** Whether the host did not answer for now; a page that is tried again for another reason was there. */
export const isUnanswered = ({ outcome, fetchedBytes }: PageResult): boolean => outcome === "later" && fetchedBytes === 0;

/** Sites wait for each other in the fast lane alone: what takes longer than that allows is no page. */
const noSlowLane: SlowLane = { take: async () => null };

/** Asks for a page and reads it. No transaction is open. */
export async function readPage(client: SiteClient, site: ReadSite, page: SitePageRow, signal: AbortSignal): Promise<PageResult> {
  const visit = await visitPage(client, site, page);
  const nothing = { links: [], seconds: 0, fetchedBytes: 0 };
  if (visit.kind === "same") return { ...nothing, outcome: "same" };
  if (visit.kind === "moved") return { ...nothing, outcome: "elsewhere", to: visit.to, reason: visit.reason };
  if (visit.kind === "later")
    return { ...nothing, outcome: "later", reason: visit.reason, afterMs: visit.afterMs ?? client.retryMs(page.url) };
  if (visit.kind !== "content") return { ...nothing, outcome: visit.kind, reason: visit.reason, goes: visit.goes };
  return parse(client, site, page, visit, signal);
}

async function parse(
  client: SiteClient,
  site: ReadSite,
  page: SitePageRow,
  visit: Visit & { kind: "content" },
  signal: AbortSignal,
): Promise<PageResult> {
  const read = await parsers.parse({ lane: "fast", slowLane: noSlowLane, begin: async () => visit.content, signal });
  const { parsed, seconds } = read!;
  const fetched = { links: [], seconds, fetchedBytes: visit.bytes };
  const failed = visit.content.kind === "page" ? ofPage : becauseFile;
  // A busy machine makes any page slow, so it is no fault of the page yet.
  if (parsed === "slow") return { ...fetched, outcome: "later", reason: failed("too_slow"), afterMs: client.retryMs(page.url) };
  if ("failed" in parsed) return { ...fetched, outcome: "failed", reason: failed(parsed.failed), goes: false };
  const facts = parsed.page;
  const led = { ...fetched, links: facts?.links ?? [] };
  if (visit.noindex || facts?.noindex) return { ...led, outcome: "skipped", reason: because("noindex"), goes: true };
  if (facts?.sendsTo && facts.sendsTo !== page.url) {
    const to = withinSite(site.scope, facts.sendsTo);
    if (to && site.kind === "domain") return { ...led, outcome: "elsewhere", to, reason: becauseOf("moved", to) };
  }
  const canonical = site.kind === "domain" ? canonicalOf(site, page, facts?.canonical ?? null) : null;
  const isText = parsed.passages.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (canonical) {
    const elsewhere = { ...led, outcome: "elsewhere", to: canonical, reason: becauseOf("canonical", canonical) } as const;
    return isText && !facts?.needsBrowser ? { ...elsewhere, text: textOf(parsed, visit) } : elsewhere;
  }
  if (facts?.needsBrowser) return { ...led, outcome: "failed", reason: because("needs_browser"), goes: false };
  if (!isText) return { ...led, outcome: "failed", reason: because("empty_page"), goes: false };
  return { ...led, outcome: "text", text: textOf(parsed, visit) };
}

/** Another page of the site that this one says it is. One that names the first page for all pages is not believed. */
function canonicalOf(site: ReadSite, page: SitePageRow, canonical: string | null): string | null {
  const to = canonical && withinSite(site.scope, canonical);
  if (!to || to === page.url) return null;
  const [own, named, first] = [new URL(page.url), new URL(to), new URL(site.scope)];
  const isFirst = named.pathname.replace(/\/$/, "") === first.pathname.replace(/\/$/, "");
  return isFirst && own.pathname !== named.pathname ? null : to;
}

function textOf(parsed: ReadFile, { url, etag, lastModified }: Visit & { kind: "content" }): PageText {
  const title = (parsed.title ?? new URL(url).pathname).slice(0, 500);
  const text = JSON.stringify([title, parsed.passages]);
  const bytes = parsed.passages.reduce((sum, passage) => sum + Buffer.byteLength(passage.text), 0);
  const hash = createHash("sha256").update(text).digest("hex");
  return { title, url, passages: parsed.passages, warnings: parsed.warnings, hash, bytes, etag, lastModified };
}

function ofPage(code: Parameters<typeof becauseFile>[0]): PageReason {
  return code === "no_text" ? because("empty_page") : { code, text: pageSentences[code] ?? "The page could not be read" };
}

const pageSentences: Partial<Record<Parameters<typeof becauseFile>[0], string>> = {
  too_complex: "Reading the page took more memory than one page can use",
  too_slow: "Reading the page took too long",
  too_much_text: "The page has more text than can be read at once",
};
