import { afterAll, beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call } from "#testing/factories.ts";
import { sitesOf } from "#testing/sites.ts";
import { page, startSite } from "#testing/trap-site.ts";

const site = await startSite();
const other = await startSite();
const target = useApp({
  variables: { CONNECTOR_ALLOW: `${site.hostAndPort},${other.hostAndPort}`, SITE_INTERVAL_MS: "0" },
  waits: { timeoutMs: 2_000, idleMs: 500 },
});
const { setUp, crawl } = sitesOf(target);
afterAll(() => {
  for (const one of [site, other]) one.close();
});
beforeEach(() => {
  for (const one of [site, other]) {
    one.pages.clear();
    one.asked.length = 0;
    one.before = () => {};
  }
});

const paths = Array.from({ length: 12 }, (_, index) => `/page-${index}`);
const text = (about: string, head = "") => page(about, `All about ${about}: what it costs and where it is sold.`, { head });
function publish(): void {
  site.pages.set("/", { body: page("Home", "The first page names all others.", { links: paths }) });
  for (const path of paths) site.pages.set(path, { body: text(path) });
}
const query = (words: string, values: unknown[]) => target.database.admin.query(words, values);

test.each([
  ["time", "spent_ms = 1800000", "The time for one reading was over before it"],
  ["bytes", "fetched_bytes = 200000000", "The limit of data was reached before it"],
])("at the limit of %s a reading ends, and each page that was not asked for says so", async (limit, reached, reason) => {
  const { add, read, pagesOf } = await setUp();
  publish();
  const [added] = await add("domains", { domains: [site.url] });
  const id = added!.id!;
  site.before = async ({ url }) => {
    if (url === "/page-4") await query(`update sites set ${reached} where source_id = $1`, [id]);
  };
  await crawl();
  expect(await read(id)).toMatchObject({ status: "synced", site: { ended_by: limit, pages: { waiting: 0 } } });
  const pages = await pagesOf(id);
  expect([pages.get("/page-3")?.outcome, pages.get("/page-4")?.outcome]).toEqual(["synced", "synced"]);
  for (const path of paths.slice(5)) expect(pages.get(path)).toMatchObject({ outcome: "skipped", reason });
});

test("without room for its text a page is left out, and so is what follows", async () => {
  const { add, read, pagesOf, id: organization, owner } = await setUp();
  publish();
  site.pages.set("/page-3", { body: page("Long", "A long text about everything that there is. ".repeat(3_000)) });
  await call(target, owner, `PUT /v1/organizations/${organization}/budget`, { bytes_stored: 5_000 });
  const [added] = await add("domains", { domains: [site.url] });
  await crawl();
  expect(await read(added!.id!)).toMatchObject({ status: "synced", site: { ended_by: "storage" } });
  const pages = await pagesOf(added!.id!);
  for (const path of paths.slice(3))
    expect(pages.get(path)).toMatchObject({ outcome: "skipped", reason: "There is no room left for its text" });
});

test("ten pages in a row that do not answer are a server that does not; what was read stays", async () => {
  const { add, pagesOf, sync, passagesOf } = await setUp();
  publish();
  const [added] = await add("domains", { domains: [site.url] });
  await crawl();
  const id = added!.id!;
  const before = await passagesOf(id);
  site.asked.length = 0;
  site.before = ({ url }, response) => void (paths.includes(url ?? "") && response.destroy());
  expect(await sync(id)).toMatchObject({ status: "synced", site: { ended_by: null, pages: { waiting: 0 } } });
  expect(site.asked.filter(({ path }) => paths.includes(path))).toHaveLength(10);
  expect(await passagesOf(id)).toBe(before);
  expect((await pagesOf(id)).get("/page-11")).toMatchObject({ outcome: "skipped", reason: "The server did not answer" });
});

test("what does not answer is asked again when all others were, and says why where there is no time for that", async () => {
  const { add, read, pagesOf } = await setUp();
  publish();
  const [added] = await add("domains", { domains: [site.url] });
  const id = added!.id!;
  let ends = false;
  site.before = async ({ url }, response) => {
    if (ends && url === "/page-0") await query("update sites set spent_ms = 1800000 where source_id = $1", [id]);
    if (url === "/page-0") response.destroy();
    if (url === "/page-11") ends = true;
  };
  await crawl();
  const asked = site.asked.map(({ path }) => path).filter((path) => paths.includes(path));
  expect(asked).toEqual([...paths, "/page-0"]);
  expect((await read(id)).site).toMatchObject({ ended_by: "time" });
  expect((await pagesOf(id)).get("/page-0")).toMatchObject({ outcome: "failed", reason: "The server could not be reached." });
});

test("a first page that leads to another host is where the site is, and a page that is read names its own address", async () => {
  const { add, read, pagesOf } = await setUp();
  site.pages.set("/help/", { status: 301, headers: { location: `${other.url}/help/` } });
  const canonical = (path: string) => `<link rel="canonical" href="${path}">`;
  other.pages.set("/help/", { body: page("Help", "All the help that there is.", { links: ["/help/a", "/help/b?x=1", "/shop"] }) });
  // One that names the first page for all pages is not believed.
  other.pages.set("/help/a", { body: text("a", canonical("/help/")) });
  other.pages.set("/help/b", { body: text("b") });
  other.pages.set("/help/b?x=1", { body: text("b once more", canonical("/help/b")) });
  const [added] = await add("domains", { domains: [`${site.url}/help/`] });
  await crawl();
  expect(await read(added!.id!)).toMatchObject({ status: "synced", site: { pages: { read: 3 } } });
  const pages = await pagesOf(added!.id!);
  expect(Object.fromEntries([...pages].map(([path, { outcome }]) => [path, outcome]))).toMatchObject({
    "/help/a": "synced",
    "/help/b": "synced",
    "/help/b?x=1": "skipped",
  });
  expect(pages.has("/shop")).toBe(false);
});

test("of two readers of one site only the last continues", async () => {
  const { add, read } = await setUp();
  publish();
  const [added] = await add("domains", { domains: [site.url] });
  const id = added!.id!;
  site.before = async ({ url }) => {
    if (url === "/page-5") await query("update sites set reader = 'another' where source_id = $1", [id]);
  };
  await crawl();
  expect(await read(id)).toMatchObject({ status: "processing" });
  expect(site.asked.map(({ path }) => path)).not.toContain("/page-6");
});
