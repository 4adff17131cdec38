import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { FetchOptions } from "#platform/connector/connector.ts";
import { NotReached, type NotReachedCode } from "#platform/connector/not-reached.ts";
import type { Platform } from "#platform/platform.ts";
import { openSiteClient } from "./site-client.ts";

type Answer = { status?: number; body?: string | Uint8Array } | NotReachedCode;
const { signal } = new AbortController();
let hosts = 0;

/** A client, and a host that answers what `answers` say, by path; the operator opened it unless `isPublic`. */
function setUp(answers: Record<string, Answer>, { isPublic = false } = {}) {
  const origin = `https://client-${(hosts += 1)}.test`;
  const asked: { path: string; options: FetchOptions }[] = [];
  const connector = {
    isAllowed: () => !isPublic,
    refusal: () => null,
    async fetch(address: string | URL, options: FetchOptions = {}) {
      const url = new URL(address);
      asked.push({ path: url.pathname, options });
      const answer = answers[url.pathname] ?? { status: 404 };
      if (typeof answer === "string") throw new NotReached(answer, url.href);
      return { url, status: answer.status ?? 200, headers: new Headers(), body: new Uint8Array(Buffer.from(answer.body ?? "")) };
    },
  };
  const env = { appUrl: "https://agents.example", sites: { openedIntervalMs: 0, pagesMax: 1, minutesMax: 1 } };
  const platform = { connector, env } as unknown as Platform;
  return { origin, asked, open: (options?: { fresh: boolean }) => openSiteClient(platform, signal, options) };
}

const forbids = { body: "User-agent: *\nDisallow: /" };
test.each<[what: string, Answer, allowed: boolean | NotReachedCode]>([
  ["forbids all", forbids, false],
  ["is not there", { status: 404, ...forbids }, true],
  ["is not for us", { status: 403 }, true],
  ["fails", { status: 500 }, "unreachable"],
  ["is busy", { status: 429 }, "unreachable"],
  ["redirects without end", "redirects", true],
  ["is larger than any", "too_large", true],
  ["does not answer", "timeout", "timeout"],
])("where robots.txt %s, a page may be asked for: %j", async (_what, robots, allowed) => {
  const { origin, open } = setUp({ "/robots.txt": robots });
  const asked = open()
    .robotsOf(`${origin}/page`)
    .then(
      ({ allows }) => allows("/page"),
      ({ code }: NotReached) => code,
    );
  expect(await asked).toBe(allowed);
});

test("robots.txt is asked for once, again for a new reading, and again where it could not be had", async () => {
  const answers: Record<string, Answer> = { "/robots.txt": "timeout" };
  const { origin, asked, open } = setUp(answers);
  await expect(open().robotsOf(origin)).rejects.toThrow(NotReached);
  answers["/robots.txt"] = forbids;
  expect((await open().robotsOf(origin)).allows("/a")).toBe(false);
  answers["/robots.txt"] = { status: 404 };
  expect((await open().robotsOf(origin)).allows("/a")).toBe(false);
  expect(asked).toHaveLength(2);
  const fresh = open({ fresh: true });
  expect((await fresh.robotsOf(origin)).allows("/a")).toBe(true);
  await fresh.robotsOf(origin);
  expect(asked).toHaveLength(3);
});

test("between two requests it waits as long as the host asks for, half a second at least and a minute at most", async () => {
  const delay = async (text: string, isPublic: boolean) => {
    const { origin, open } = setUp({ "/robots.txt": { body: `User-agent: *\n${text}` } }, { isPublic });
    return open().delayMs(origin);
  };
  expect(await delay("Crawl-delay: 3", true)).toBe(3_000);
  expect(await delay("Crawl-delay: 0", true)).toBe(500);
  expect(await delay("Allow: /", true)).toBe(500);
  expect(await delay("Crawl-delay: 86400", true)).toBe(60_000);
  // The operator says how fast their own are asked.
  expect(await delay("Allow: /", false)).toBe(0);

  const { origin, open } = setUp({ "/robots.txt": { body: "User-agent: *\nCrawl-delay: 0.3" } });
  const client = open();
  await client.robotsOf(origin);
  await client.get(`${origin}/1`);
  const started = Date.now();
  await client.get(`${origin}/2`);
  expect(Date.now() - started).toBeGreaterThanOrEqual(290);
});

test("a sitemap is read packed or not, and names nothing where it is broken, missing, too large or silent", async () => {
  const sitemap = "<urlset><url><loc>https://x.example/a</loc></url></urlset>";
  const answers: Record<string, Answer> = {
    "/plain.xml": { body: sitemap },
    "/packed.xml.gz": { body: gzipSync(sitemap) },
    "/bomb.xml.gz": { body: gzipSync(Buffer.alloc(30_000_000, " ")) },
    "/broken.xml.gz": { body: gzipSync(sitemap).subarray(0, 30) },
    "/silent.xml": "timeout",
    "/error.xml": { status: 500, body: sitemap },
  };
  const { origin, asked, open } = setUp(answers);
  const client = open();
  const found: Record<string, number | undefined> = {};
  for (const path of Object.keys(answers)) found[path] = (await client.sitemap(`${origin}${path}`))?.pages.length;
  expect(found).toEqual({ "/plain.xml": 1, "/packed.xml.gz": 1 });
  expect(asked.at(-1)!.options).toMatchObject({ bytesMax: 20_000_000, headers: { "User-Agent": expect.stringContaining("Botcadence") } });
});
