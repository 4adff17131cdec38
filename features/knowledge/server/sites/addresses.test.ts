import { expect, test } from "vitest";
import { pageUrl } from "./page-url.ts";
import { nextSync } from "./schedule.ts";
import { isWanted, scopeOf, withinSite } from "./scope.ts";
import { parseSitemap } from "./sitemap.ts";

test.each([
  ["/a#top", "https://x.example/a"],
  ["//other.example/b", "https://other.example/b"],
  ["?utm_source=x&b=2&gclid=1", "https://x.example/dir/page?b=2"],
  ["/a?sid=1", "https://x.example/a"],
  ["/a;jsessionid=9f?x", "https://x.example/a?x"],
  ["/a?empty&b=%20", "https://x.example/a?empty&b=%20"],
  ["mailto:a@x.example", null],
  ["javascript:void(0)", null],
  ["http://user:password@x.example/", null],
  ["http://[broken", null],
  ["/n/n/n/n/", null],
  [`/${"a".repeat(2_001)}`, null],
])("%s is the page %s", (href, expected) => {
  expect(pageUrl(href, "https://x.example/dir/page")).toBe(expected);
});

test("a site is its host below its path, by http as by https", () => {
  const site = scopeOf("https://x.example/help/index.html");
  expect(site).toBe("https://x.example/help/");
  expect(withinSite(site, "http://x.example/help/a")).toBe("https://x.example/help/a");
  expect(withinSite("https://x.example/help", "https://x.example/help")).toBe("https://x.example/help");
  for (const other of ["https://x.example/helpless", "https://x.example/", "https://www.x.example/help/a", "https://x.example:8443/help/a"])
    expect([other, withinSite(site, other)]).toEqual([other, null]);
});

test("patterns mean paths and what lies below them", () => {
  const wanted = (include: string[], exclude: string[]) =>
    ["/help", "/help/a", "/helpless", "/help/old/b", "/shop?page=2", "/größe"].filter((path) =>
      isWanted({ scope: "https://x.example/", include, exclude }, `https://x.example${path}`),
    );
  expect(wanted([], [])).toHaveLength(6);
  expect(wanted(["/help"], [])).toEqual(["/help", "/help/a", "/help/old/b"]);
  expect(wanted(["help/"], ["*/old/*"])).toEqual(["/help", "/help/a"]);
  expect(wanted(["*page=*", "/größe"], [])).toEqual(["/shop?page=2", "/größe"]);
  // What is escaped wrongly is compared as it is spelled.
  expect(isWanted({ scope: "https://x.example/", include: ["/%E0%A4"], exclude: [] }, "https://x.example/%E0%A4/a")).toBe(true);
});

test("sitemaps are read with their dates, as an index and as lines, and what is broken of one names nothing", () => {
  const url = (inner: string) => `<url>${inner}</url>`;
  const text = `<?xml version="1.0"?><urlset xmlns="x">${url("<loc> https://x.example/a?b=1&amp;c=2 </loc><lastmod>2026-01-02</lastmod>")}${url("<loc><![CDATA[https://x.example/d]]></loc>")}${url("<image>https://x.example/i.png</image>")}</urlset>`;
  expect(parseSitemap(text)).toEqual({
    pages: [
      { url: "https://x.example/a?b=1&c=2", changedAt: new Date("2026-01-02") },
      { url: "https://x.example/d", changedAt: null },
    ],
    sitemaps: [],
  });
  expect(
    parseSitemap('<sm:sitemapindex xmlns:sm="x"><sm:sitemap><sm:loc>/two.xml</sm:loc></sm:sitemap></sm:sitemapindex>').sitemaps,
  ).toEqual(["/two.xml"]);
  expect(parseSitemap("https://x.example/a\nhttps://x.example/b\nnot a page").pages).toHaveLength(2);
  expect(parseSitemap("<html>404</html>")).toEqual({ pages: [], sitemaps: [] });
  const started = performance.now();
  expect(parseSitemap(`<urlset>${"<url>".repeat(500_000)}`).pages).toEqual([]);
  for (const hostile of [
    " ".repeat(15_000_000),
    `<urlset><url><loc>https://x.example/${"a".repeat(30_000)}</loc></url>`,
    `<urlset>${`<url>${"<loc>".repeat(3_900)}</url>`.repeat(500)}`,
    `<urlset>${`<url>${`<loc${" ".repeat(20)}`.repeat(700)}</url>`.repeat(500)}`,
  ])
    expect(parseSitemap(hostile).pages).toEqual([]);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(parseSitemap(`<urlset>${url("<loc>https://x.example/a</loc>").repeat(50_100)}`).pages).toHaveLength(50_000);
  expect(parseSitemap("https://x.example/a\n".repeat(50_100)).pages).toHaveLength(50_000);
});

test("a month later is the same day, or the month's last", () => {
  expect(nextSync("monthly", new Date("2026-01-31T03:00:00Z"))).toEqual(new Date("2026-02-28T03:00:00Z"));
  expect(nextSync("weekly", new Date("2026-02-25T03:00:00Z"))).toEqual(new Date("2026-03-04T03:00:00Z"));
  expect(nextSync("never", new Date())).toBeNull();
});
