import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { sitesOf } from "#testing/sites.ts";
import { page, startSite } from "#testing/trap-site.ts";

const site = await startSite();
const target = useApp({
  variables: { CONNECTOR_ALLOW: site.hostAndPort, SITE_INTERVAL_MS: "0" },
  waits: { timeoutMs: 2_000, idleMs: 500 },
});
const { setUp, crawl } = sitesOf(target);
afterAll(() => site.close());
beforeEach(() => {
  site.pages.clear();
  site.asked.length = 0;
});

const text = (about: string, head = "") => page(about, `All about ${about}: what it costs, how it is kept and where it is sold.`, { head });
const canonical = (path: string) => `<link rel="canonical" href="${path}">`;

async function readAll(links: string[]) {
  const { add, sync, pagesOf, passagesOf } = await setUp();
  site.pages.set("/", { body: page("Home", "The first page leads to the others.", { links }) });
  const [added] = await add("domains", { domains: [site.url] });
  await crawl();
  const id = added!.id!;
  const said = async () => {
    const pages = await pagesOf(id);
    return Object.fromEntries(links.map((path) => [path, [pages.get(path)?.outcome, pages.get(path)?.reason]]));
  };
  return { id, said, sync: () => sync(id), texts: () => passagesOf(id) };
}

test("pages that name each other as their address are read once, and one whose address is not there is read itself", async () => {
  site.pages.set("/a", { body: text("anvils", canonical("/b")) });
  site.pages.set("/b", { body: text("anvils again", canonical("/a")) });
  site.pages.set("/lost", { body: text("lathes", canonical("/no-such-page")) });
  site.pages.set("/shut", { body: text("shovels", canonical("/closed")) });
  site.pages.set("/far", { body: text("forks", canonical("/near")) });
  site.pages.set("/near", { body: text("forks by another name", canonical("/here")) });
  site.pages.set("/here", { body: text("forks, all of them") });
  site.pages.set("/closed", { body: text("closed", '<meta name="robots" content="noindex">') });
  const { said, sync, texts } = await readAll(["/a", "/b", "/lost", "/shut", "/far"]);
  const right = {
    "/a": ["skipped", "Names /b as its address"],
    "/b": ["synced", null],
    "/lost": ["synced", null],
    "/shut": ["synced", null],
    "/far": ["skipped", "Names /near as its address"],
  };
  expect(await said()).toEqual(right);
  expect(await texts()).toMatch(/All about lathes[^]*All about shovels|All about shovels[^]*All about lathes/);
  await sync();
  expect(await said()).toMatchObject({
    "/a": ["skipped", "Names /b as its address"],
    "/lost": [expect.stringMatching(/synced|unchanged/), null],
  });
  expect(await texts()).toContain("All about lathes");
});

test("a page is read in the encoding that it is in, whatever its server says", async () => {
  const latin = { "content-type": "text/html; charset=iso-8859-1" };
  site.pages.set("/says-utf8", { body: Buffer.from(text("K\u00f6rbe und Gr\u00f6\u00dfen f\u00fcr \u00c4pfel"), "latin1") });
  site.pages.set("/says-latin", { headers: latin, body: text("Körbe, Größen, Äpfel „süß“") });
  site.pages.set("/is-latin", { headers: latin, body: Buffer.from(text("\u00d6fen f\u00fcr B\u00e4cker"), "latin1") });
  const { texts } = await readAll(["/says-utf8", "/says-latin", "/is-latin"]);
  const all = await texts();
  for (const words of ["Körbe und Größen für Äpfel", "Körbe, Größen, Äpfel „süß“", "Öfen für Bäcker"]) expect(all).toContain(words);
});

test("pages in frames are read, and those that packed sitemaps of sitemaps name", async () => {
  site.pages.set("/frames", {
    body: '<html><head><title>Old</title></head><frameset cols="20%,80%"><frame src="/menu.html"><frame src="/body.html"></frameset></html>',
  });
  site.pages.set("/menu.html", { body: text("menus") });
  site.pages.set("/body.html", { body: text("barrows") });
  site.pages.set("/robots.txt", {
    headers: { "content-type": "text/plain" },
    body: `\uFEFFUser-agent: *\r\nDisallow: /none\r\nSitemap: ${site.url}/index.xml.gz\r\n`,
  });
  const index = (urls: string[]) =>
    `<sitemapindex>${urls.map((url) => `<sitemap><loc>${site.url}${url}</loc></sitemap>`).join("")}</sitemapindex>`;
  site.pages.set("/index.xml.gz", {
    headers: { "content-type": "application/x-gzip" },
    body: gzipSync(index(["/index.xml.gz", "/deeper.xml"])),
  });
  site.pages.set("/deeper.xml", { body: index(["/pages.txt"]) });
  site.pages.set("/pages.txt", { headers: { "content-type": "text/plain" }, body: `${site.url}/only-here\n` });
  site.pages.set("/only-here", { body: text("orchards") });
  const { texts } = await readAll(["/frames"]);
  const all = await texts();
  for (const words of ["All about barrows", "All about menus", "All about orchards"]) expect(all).toContain(words);
});
