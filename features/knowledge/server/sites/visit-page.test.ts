import { expect, test } from "vitest";
import type { Fetched, FetchOptions } from "#platform/connector/connector.ts";
import { NotReached, type NotReachedCode } from "#platform/connector/not-reached.ts";
import { parseRobots } from "./robots.ts";
import type { SiteClient } from "./site-client.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";
import { visitPage } from "./visit-page.ts";

const url = "https://x.example/help/page";
const site = { kind: "domain", scope: "https://x.example/help/" } as ReadSite;
const alone = { ...site, kind: "url" } as ReadSite;
const page = { url, document_id: null, etag: '"1"', last_modified: "Mon, 02 Mar 2026 10:00:00 GMT" } as SitePageRow;

type Told = { status?: number; headers?: Record<string, string>; at?: string } | NotReachedCode;
let asked: Pick<FetchOptions, "headers" | "onRedirect" | "wants"> = {};
function client(told: Told, at = url): SiteClient {
  const robots = parseRobots("User-agent: *\nDisallow: /help/private", "Botcadence");
  return {
    robotsOf: async () => robots,
    async get(_url, options = {}) {
      asked = options;
      if (typeof told === "string") throw new NotReached(told, at);
      const headers = new Headers({ "content-type": "text/html", ...told.headers });
      return { url: new URL(at), status: told.status ?? 200, headers, body: new Uint8Array(Buffer.from("<p>Text</p>")) } satisfies Fetched;
    },
    sitemap: async () => null,
    delayMs: async () => 0,
    retryMs: () => 0,
  };
}

const hour = new Date(Date.now() + 3_600_000).toUTCString();
test.each<[told: Told, visit: object]>([
  [{}, { kind: "content", noindex: false }],
  [{ status: 304 }, { kind: "same" }],
  // Only a page that says it is gone takes its text with it.
  [{ status: 404 }, { kind: "failed", goes: true }],
  [{ status: 410 }, { kind: "failed", goes: true }],
  [{ status: 403 }, { kind: "failed", goes: false }],
  [{ status: 401 }, { kind: "failed", goes: false }],
  [{ status: 500 }, { kind: "later", afterMs: null }],
  [{ status: 502 }, { kind: "later" }],
  [{ status: 408 }, { kind: "later" }],
  [{ status: 425 }, { kind: "later" }],
  [{ status: 429 }, { kind: "later", afterMs: null }],
  [
    { status: 429, headers: { "retry-after": "7" } },
    { kind: "later", afterMs: 7_000 },
  ],
  [
    { status: 503, headers: { "retry-after": "Mon, 02 Mar 2026 10:00:00 GMT" } },
    { kind: "later", afterMs: 0 },
  ],
  [
    { status: 503, headers: { "retry-after": "soon" } },
    { kind: "later", afterMs: null },
  ],
  [
    { status: 503, headers: { "retry-after": hour } },
    { kind: "failed", goes: false, reason: { code: "busy" } },
  ],
  [{ headers: { "content-type": "video/mp4" } }, { kind: "skipped", goes: false, reason: { code: "kind" } }],
  [{ headers: { "x-robots-tag": "noindex" } }, { noindex: true }],
  [{ headers: { "x-robots-tag": "Botcadence: none" } }, { noindex: true }],
  [{ headers: { "x-robots-tag": "googlebot: noindex, nofollow" } }, { noindex: false }],
  [{ headers: { "x-robots-tag": "googlebot: noindex, botcadence: noindex" } }, { noindex: true }],
  [{ headers: { "x-robots-tag": "nofollow, unavailable_after: 25 Jun 2030 15:00:00 PST" } }, { noindex: false }],
  ["too_large", { kind: "failed", goes: false, reason: { code: "page_too_large" } }],
  ["timeout", { kind: "later", reason: { code: "unreachable" } }],
  ["unreachable", { kind: "later" }],
  ["broken", { kind: "later" }],
  ["unresolved", { kind: "later", reason: { code: "not_reached" } }],
  ["not_public", { kind: "failed", goes: false, reason: { code: "not_reached" } }],
  ["tls", { kind: "failed", goes: false, reason: { code: "not_reached" } }],
])("what a server says of a page means what becomes of it: %j", async (told, visit) => {
  expect(await visitPage(client(told), site, page)).toMatchObject(visit);
});

test("a redirect leads to another page of the site, out of it, or to what is no page", async () => {
  const visit = (at: string) => visitPage(client("redirect_refused", at), site, page);
  expect(await visit("http://x.example/help/other")).toMatchObject({ kind: "moved", to: "https://x.example/help/other" });
  expect(await visit("https://y.example/help/other")).toMatchObject({ kind: "moved", reason: { code: "outside" } });
  expect(await visit("https://x.example/n/n/n/n/")).toMatchObject({ kind: "failed", goes: false, reason: { code: "outside" } });
});

test("robots.txt holds for a page, and for where a page by itself leads", async () => {
  const hidden = { ...page, url: "https://x.example/help/private" };
  expect(await visitPage(client({}), site, hidden)).toMatchObject({ kind: "skipped", goes: true, reason: { code: "robots" } });
  await visitPage(client({}), site, page);
  expect(await asked.onRedirect!(new URL("https://x.example/help/other"))).toBe(false);
  await visitPage(client({}), alone, page);
  expect(await asked.onRedirect!(new URL("https://x.example/help/other"))).toBe(true);
  expect(await asked.onRedirect!(new URL("https://x.example/help/private"))).toBe(false);
  expect(await visitPage(client("redirect_refused"), alone, page)).toMatchObject({ kind: "skipped", reason: { code: "robots" } });
});

test("what was read is asked for only if it changed, and only what can be read is fetched, up to its size", async () => {
  await visitPage(client({}), site, page);
  expect(asked.headers).toEqual({});
  await visitPage(client({}), site, { ...page, document_id: "doc_1" });
  expect(asked.headers).toEqual({ "If-None-Match": page.etag, "If-Modified-Since": page.last_modified });
  const wants = (status: number, type: string) =>
    asked.wants!({ url: new URL(url), status, headers: new Headers({ "content-type": type }) });
  expect([wants(200, "text/html"), wants(200, "application/pdf"), wants(200, "video/mp4"), wants(404, "text/html")]).toEqual([
    { bytesMax: 5_000_000 },
    { bytesMax: 10_000_000 },
    false,
    false,
  ]);
});
