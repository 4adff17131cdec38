import { afterAll, beforeEach, expect, test } from "vitest";
import type { ChangedPage, SiteChange } from "#features/knowledge/contract/sites.ts";
import { useApp } from "#testing/app.ts";
import { withHastyParsers } from "#testing/hasty-parsers.ts";
import { underscoresMarkdown } from "#testing/hostile-files.ts";
import { call } from "#testing/factories.ts";
import { sitesOf } from "#testing/sites.ts";
import { guides, page, startSite, startTrapSite } from "#testing/trap-site.ts";
import { syncDue } from "./sync-due.ts";

const small = await startSite();
const traps = await startTrapSite(small.url);
const target = useApp({
  variables: { CONNECTOR_ALLOW: `${traps.hostAndPort},${small.hostAndPort}`, SITE_INTERVAL_MS: "0" },
  // Pages that never end are waited for three times each.
  waits: { timeoutMs: 3_000, idleMs: 1_500 },
});
const { setUp, crawl } = sitesOf(target);
afterAll(() => {
  for (const site of [traps, small]) site.close();
});
beforeEach(() => {
  small.pages.clear();
  small.asked.length = 0;
  small.before = () => {};
});

test("a site of every trap is read to its end, each page with its outcome", async () => {
  const { add, read, pagesOf, search, passagesOf } = await setUp();
  const [added] = await add("domains", { domains: [traps.url] });
  expect(added).toMatchObject({ kind: "domain", status: "processing", error: null });
  await crawl();
  const id = added!.id!;
  const source = await read(id);
  expect(source).toMatchObject({ status: "synced", progress: 100, error: null, site: { ended_by: null, pages: { waiting: 0 } } });
  const pages = await pagesOf(id);
  const said = (path: string) => [pages.get(path)?.outcome, pages.get(path)?.reason];
  const saidOf = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, said(path)]));

  for (let number = 1; number <= guides; number += 1)
    if (number !== 4) expect([number, said(`/guides/${number}`)]).toEqual([number, ["synced", null]]);
  expect([said("/guides/4"), said("/copy-of-4")].filter(([outcome]) => outcome === "synced")).toHaveLength(1);
  const whole = [
    "/",
    "/imprint",
    "/only-in-sitemap?a=1&b=2",
    "/loop/a",
    "/loop/b",
    "/shop",
    "/moved-here",
    "/behind-noindex",
    "/nofollow",
    "/busy",
    "/manual.pdf",
    "/data.csv",
    "/notes.txt",
    "/banner",
    "/cyrillic",
    "/japanese",
    "/refreshed",
    "/packed",
    "/private/open",
    "/based/page",
    "/other/based-on",
    "/questions",
  ];
  for (const path of whole) expect([path, said(path)]).toEqual([path, ["synced", null]]);
  expect(
    saidOf(
      "/old",
      "/older",
      "/circle/a",
      "/away",
      "/inward",
      "/noindex",
      "/noindex-header",
      "/guides/3?color=red",
      "/missing",
      "/gone",
      "/broken",
      "/archive.zip",
      "/huge",
      "/app",
      "/refresh",
      "/private/account",
      "/guides/2?print",
      "/x.secret",
    ),
  ).toEqual({
    "/old": ["skipped", "Redirects to /older"],
    "/older": ["skipped", "Redirects to /moved-here"],
    "/circle/a": ["skipped", "Redirects to /circle/b"],
    "/away": ["skipped", "It leads out of the website"],
    "/inward": ["failed", expect.stringContaining("private network")],
    "/noindex": ["skipped", "The page asks not to be indexed (noindex)"],
    "/noindex-header": ["skipped", "The page asks not to be indexed (noindex)"],
    "/guides/3?color=red": ["skipped", "Names /guides/3 as its address"],
    "/missing": ["failed", "Not found (404), linked from /"],
    "/gone": ["failed", "Not found (410), linked from /"],
    "/broken": ["failed", "The server answered with an error (500)"],
    "/archive.zip": ["skipped", "Files of this kind are not read"],
    "/huge": ["failed", "The page is larger than 5 MB"],
    "/app": ["failed", "Its text needs a browser. Paste it, or name another page."],
    "/refresh": ["skipped", "Redirects to /refreshed"],
    "/private/account": ["skipped", "robots.txt does not allow it"],
    "/guides/2?print": ["skipped", "robots.txt does not allow it"],
    "/x.secret": ["skipped", "robots.txt does not allow it"],
  });
  expect(said("/cut-off")[0]).toBe("failed");
  // What never answers, or never ends, is waited for three times, and keeps nothing else from being read.
  for (const path of ["/silent", "/trickle", "/stuck"]) {
    expect([path, ...said(path)]).toEqual([path, "failed", "The server took too long to answer."]);
    expect(traps.asked.filter((one) => one.path === path)).toHaveLength(3);
  }
  // Six links from the first page, and not one more; nothing that leads into itself; no picture, no session, no fragment.
  expect([said("/deep/6")[0], said("/deep/7")[0], said("/calendar/2026/6")[0], said("/calendar/2026/7")[0]]).toEqual([
    "synced",
    undefined,
    "synced",
    undefined,
  ]);
  expect([...pages.keys()].filter((path) => /nest\/nest\/nest\/nest|picture|session|sid=|utm_|#|never-asked/i.test(path))).toEqual([]);
  expect(pages.size).toBeLessThan(220);
  expect([...pages.values()].filter(({ url }) => !url.startsWith(`${traps.url}/`))).toEqual([]);

  // What it says, and not what stands around it.
  const texts = await passagesOf(id);
  expect(texts).not.toMatch(/cookies|privacy|Navigation words|Footer words|Menu words/);
  expect((await search("What do the notes say of the gloves?"))[0]).toMatchObject({ source_id: id, url: `${traps.url}/notes.txt` });
  expect((await search("Лопата стоит"))[0]?.text).toContain("Лопата стоит двенадцать рублей.");
  expect((await search("mower manual blade"))[0]?.text).toContain("change the blade every spring");
  expect((await search("Can I pay by invoice?"))[0]?.text).toContain("Firms can.");

  // How it was asked.
  expect(traps.mostAtOnce()).toBe(1);
  const asked = traps.asked.map(({ path }) => path);
  for (const forbidden of ["/private/account", "/guides/2?print", "/x.secret", "/never-asked", "/picture.png"])
    expect(asked).not.toContain(forbidden);
  expect(asked[0]).toBe("/robots.txt");
  expect(asked.filter((path) => path === "/sitemap-index.xml")).toHaveLength(1);
  expect(new Set(traps.asked.map(({ headers }) => headers["user-agent"]))).toEqual(
    new Set([`Botcadence (+${target.platform.env.appUrl}/docs/websites)`]),
  );
  expect(asked.filter((path) => path === "/broken")).toHaveLength(3);
  expect(small.asked).toEqual([]);
}, 180_000);

const text = (about: string) => page(about, `Everything about ${about}: how it is stored, how it is sharpened and where it is sold.`);
/** A small site: its first page, and pages that it links to. */
function publish(names: string[]): void {
  small.pages.clear();
  small.pages.set("/", {
    body: page("First page", "The first page of a small site says what tools there are.", { links: names.map((name) => `/${name}`) }),
  });
  for (const name of names) small.pages.set(`/${name}`, { body: text(name) });
}

test("syncing again asks for what changed alone, and says what did", async () => {
  const { add, read, sync, get, pagesOf, passagesOf, id } = await setUp();
  publish(["spade", "rake", "shears", "hoe", "axe", "saw"]);
  const [added] = await add("domains", { domains: [small.url] });
  await crawl();
  const source = added!.id!;
  const first = await read(source);
  expect(first).toMatchObject({ status: "synced", site: { changed_pages: 0, pages: { read: 7 } } });

  small.asked.length = 0;
  publish(["spade", "rake", "shears", "axe", "saw", "fork"]);
  small.pages.set("/rake", { body: text("rake").replace("is sold", "is sold and lent for a day") });
  small.pages.set("/hoe", { status: 404 });
  // It says that it changed, and its text is the same.
  small.pages.set("/saw", { body: `${text("saw")}<!-- made at noon -->` });
  expect(await sync(source)).toMatchObject({ status: "synced", site: { changed_pages: 4, pages: { read: 7 } } });
  const pages = await pagesOf(source);
  expect(Object.fromEntries([...pages].map(([path, { outcome }]) => [path, outcome]))).toEqual({
    // It leads to other pages now, whose addresses it says.
    "/": "synced",
    // Of the header and the footer, and never there.
    "/guides": "failed",
    "/imprint": "failed",
    "/spade": "unchanged",
    "/rake": "synced",
    "/shears": "unchanged",
    "/axe": "unchanged",
    "/saw": "unchanged",
    "/fork": "synced",
    "/hoe": "failed",
  });
  expect(small.asked.find(({ path }) => path === "/spade")?.headers["if-none-match"]).toBeTruthy();
  const { data } = await get<{ data: SiteChange[] }>(`/sources/${source}/changes?run=2`);
  expect(Object.fromEntries(data.map(({ url, kind }) => [new URL(url).pathname, kind]))).toEqual({
    "/": "changed",
    "/rake": "changed",
    "/fork": "new",
    "/hoe": "gone",
  });
  expect(data.find(({ url }) => url.endsWith("/rake"))).toMatchObject({ words_added: 5, words_removed: 0 });
  const { change } = await get<{ change: ChangedPage }>(
    `/sources/${source}/changes/page?run=2&url=${encodeURIComponent(`${small.url}/rake`)}`,
  );
  expect(change.passages).toHaveLength(1);
  expect(change.passages[0]).toMatchObject({ kind: "changed" });
  expect(
    change.passages[0]!.words.filter(({ kind }) => kind === "added")
      .map((word) => word.text)
      .join("")
      .trim(),
  ).toBe("and lent for a day");
  expect(await passagesOf(source)).not.toContain("about hoe");

  // What is stored is what is counted, whatever came and went.
  const { rows } = await target.database.admin.query(
    `select (select sum(quantity)::int from usage_events where organization_id = $1 and kind = 'bytes_stored') as counted,
       (select size_bytes::int from sources where id = $2) as shown,
       (select sum(text_bytes)::int from site_pages where source_id = $2) as pages,
       (select sum(octet_length(text))::int from chunks where source_id = $2) as texts,
       (select passage_count from sources where id = $2) as said, (select count(*)::int from chunks where source_id = $2) as passages`,
    [id, source],
  );
  const [sums] = rows as [Record<string, number>];
  expect([sums.shown, sums.pages, sums.texts, sums.said]).toEqual([sums.counted, sums.counted, sums.counted, sums.passages]);
}, 60_000);

test("errors and silence take no page away, and where most of a site is gone it was not reached and keeps its text", async () => {
  const { add, sync, passagesOf, pagesOf } = await setUp();
  const names = ["spade", "rake", "shears", "hoe"];
  publish(names);
  const [added] = await add("domains", { domains: [small.url] });
  await crawl();
  const source = added!.id!;
  const before = await passagesOf(source);

  for (const name of names) small.pages.set(`/${name}`, { status: 500 });
  expect(await sync(source)).toMatchObject({ status: "synced" });
  expect((await pagesOf(source)).get("/rake")).toMatchObject({ outcome: "failed", passage_count: 1 });
  expect(await passagesOf(source)).toBe(before);

  for (const name of names.slice(1)) small.pages.set(`/${name}`, { status: 404 });
  small.pages.set("/spade", { body: text("spade") });
  expect(await sync(source)).toMatchObject({ status: "failed", error: { code: "site_not_reached" }, can_sync: true });
  expect(await passagesOf(source)).toBe(before);

  small.pages.set("/robots.txt", { status: 503 });
  expect(await sync(source)).toMatchObject({ status: "failed", error: { code: "site_unreachable" } });
  expect(await passagesOf(source)).toBe(before);

  small.pages.delete("/robots.txt");
  publish(["spade", "rake", "shears"]);
  small.pages.set("/hoe", { status: 410 });
  expect(await sync(source)).toMatchObject({ status: "synced" });
  expect(await passagesOf(source)).not.toContain("about hoe");
  expect(await passagesOf(source)).toContain("about rake");
}, 60_000);

test("a page that takes long to read is tried again, since a busy machine makes any page slow, and said to be slow in the end", async () => {
  const { add, read } = await setUp();
  small.pages.clear();
  small.pages.set("/slow.md", { headers: { "content-type": "text/markdown" }, body: new TextDecoder().decode(underscoresMarkdown()) });
  small.asked.length = 0;
  const [added] = await add("urls", { urls: [`${small.url}/slow.md`] });
  await withHastyParsers({ fastMs: 1_000 }, crawl);
  expect(await read(added!.id!)).toMatchObject({ status: "failed", error: { code: "too_slow" } });
  expect(small.asked.filter(({ path }) => path === "/slow.md")).toHaveLength(3);
}, 90_000);

test("a page by itself is read with its links left alone, and goes when it is gone", async () => {
  const { add, sync, passagesOf, read } = await setUp();
  publish(["spade", "rake"]);
  small.pages.set("/spade", { body: page("spade", "Everything about spade, and how it is sharpened.", { links: ["/spade/more"] }) });
  small.pages.set("/to-rake", { status: 302, headers: { location: "/rake" } });
  const data = await add("urls", {
    urls: [
      `${small.url}/spade`,
      "",
      "ftp://example.com/",
      "http://127.0.0.1:1/",
      ` ${small.url}/to-rake `,
      `${small.url}/spade#there`,
      "nowhere",
    ],
  });
  expect(data.map(({ error }) => error?.code ?? null)).toEqual([
    null,
    "invalid_url",
    "scheme",
    "not_public",
    null,
    "duplicate",
    "invalid_url",
  ]);
  await crawl();
  const [spade, rake] = [data[0]!.id!, data[4]!.id!];
  expect(await read(spade)).toMatchObject({ status: "synced", kind: "url", site: { pages: { found: 1, read: 1 } } });
  expect(await passagesOf(rake)).toContain("about rake");
  small.pages.set("/spade", { status: 503 });
  expect(await sync(spade)).toMatchObject({ status: "failed", passage_count: 1 });
  small.pages.set("/spade", { status: 404 });
  expect(await sync(spade)).toMatchObject({
    status: "failed",
    error: { code: "not_found", message: "Not found (404)." },
    passage_count: 0,
    size_bytes: 0,
  });
  expect(await passagesOf(spade)).toBe("");
}, 60_000);

test("patterns, the number of pages and a stop are kept to, and what was stopped is resumed where it was", async () => {
  const { add, read, base, owner, pagesOf } = await setUp();
  publish(["help/a", "help/b", "help/old/c", "shop/d", ...Array.from({ length: 20 }, (_, index) => `help/${index}`)]);
  const [patterned] = await add("domains", { domains: [small.url], include: ["/help/*"], exclude: ["/help/old"] });
  await crawl();
  const pages = await pagesOf(patterned!.id!);
  expect(pages.get("/help/a")?.outcome).toBe("synced");
  expect([...pages.keys()].filter((path) => /shop|old/.test(path))).toEqual([]);

  const other = await setUp();
  small.asked.length = 0;
  const [few] = await other.add("domains", { domains: [small.url], pages_max: 5 });
  await crawl();
  const counted = await other.read(few!.id!);
  expect(counted.site).toMatchObject({ ended_by: "pages" });
  expect(counted.status).toBe("synced");
  expect(small.asked.filter(({ path }) => !/robots|sitemap/.test(path))).toHaveLength(5);

  const [stopped] = await add("domains", { domains: [`${small.url}/help/`], pages_max: 50 });
  expect(stopped!.error).toBeNull();
  small.pages.set("/help/", {
    body: page("Help", "All the help that there is.", { links: Array.from({ length: 20 }, (_, index) => `/help/${index}`) }),
  });
  small.asked.length = 0;
  small.before = async () => {
    if (small.asked.length === 8) await call(target, owner, `POST ${base}/sources/${stopped!.id}/stop`);
  };
  await crawl();
  const half = await read(stopped!.id!);
  expect(half).toMatchObject({ status: "stopped", can_sync: true });
  const readBefore = half.site!.pages.read;
  expect(readBefore).toBeGreaterThan(2);
  expect(readBefore).toBeLessThan(20);
  const asked = small.asked.length;
  await crawl();
  expect(small.asked.length).toBe(asked);
  expect(await call(target, owner, `POST ${base}/sources/${stopped!.id}/resume`)).toMatchObject({
    status: 202,
    body: { status: "processing" },
  });
  await crawl();
  expect(await read(stopped!.id!)).toMatchObject({ status: "synced", site: { run: 1, pages: { read: 21, waiting: 0 } } });
  const twice = small.asked.map(({ path }) => path).filter((path, index, all) => path.startsWith("/help/") && all.indexOf(path) !== index);
  expect(twice).toEqual([]);
}, 60_000);

test("a site is read again by itself when its time has come", async () => {
  const { add, read } = await setUp();
  publish(["spade"]);
  const [added] = await add("domains", { domains: [small.url], schedule: "weekly" });
  await crawl();
  const source = added!.id!;
  const next = new Date((await read(source)).site!.next_sync_at!).getTime();
  expect(Math.round((next - Date.now()) / 86_400_000)).toBe(7);
  const sweep = () => syncDue.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  await sweep();
  expect(await read(source)).toMatchObject({ status: "synced" });
  await target.database.admin.query("update sites set next_sync_at = now() where source_id = $1", [source]);
  await sweep();
  expect(await read(source)).toMatchObject({ status: "processing", site: { run: 2 } });
  await crawl();
  expect(await read(source)).toMatchObject({ status: "synced", site: { run: 2, changed_pages: 0 } });
});
