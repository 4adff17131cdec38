import { expect, test } from "vitest";
import type { Passage, Source } from "#features/knowledge/contract.ts";
import type { AddedSite, SitePage } from "#features/knowledge/contract/sites.ts";
import { page, startSite } from "#testing/trap-site.ts";
import { callOf, signIn, signUp } from "./account.ts";
import { eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const pages = 40;

test(
  "kill -9 in the middle of a crawl continues it, asks for no page that was read, and leaves none half read",
  { timeout: 180_000 },
  async () => {
    const site = await startSite();
    const names = Array.from({ length: pages }, (_, index) => `page-${index}`);
    site.pages.set("/", {
      body: page("Start", "The first page names all others of this site.", { links: names.map((name) => `/${name}`) }),
    });
    for (const name of names)
      site.pages.set(`/${name}`, { body: page(name, `This is all about ${name}: what it costs and where it is sold.`) });
    const dataDir = await makeStartedDataDir();
    const variables = { CONNECTOR_ALLOW: site.hostAndPort, SITE_INTERVAL_MS: "20" };
    let server = await startServer({ dataDir, variables });
    let account = await signUp(server.url);
    const read = async <Body>(call: string, body?: object) => (await callOf(account, call, body)).json() as Promise<Body>;
    const project = (await read<{ id: string }>("POST /projects", { name: "Help" })).id;
    const { data } = await read<{ data: AddedSite[] }>(`POST /projects/${project}/sources/domains`, { domains: [site.url] });
    const source = `/projects/${project}/sources/${data[0]!.id}`;
    const readPaths = () => site.asked.map(({ path }) => path).filter((path) => path.startsWith("/page-"));
    for (const half of [15]) {
      await eventually(() => readPaths().length >= half, 60_000);
      process.kill(server.pid, "SIGKILL");
      await server.exited;
      server = await startServer({ dataDir, variables });
      account = await signIn(server.url);
    }
    let last: Source | undefined;
    await eventually(async () => {
      last = await read<Source>(`GET ${source}`);
      return last.status !== "processing";
    }, 120_000);
    expect(last).toMatchObject({ status: "synced", site: { run: 1, pages: { waiting: 0, read: pages + 1 } }, passage_count: pages + 1 });
    const list = await read<{ data: SitePage[] }>(`GET ${source}/pages?per_page=100`);
    expect(list.data.filter(({ outcome }) => outcome === "synced").map(({ passage_count }) => passage_count)).toEqual(
      Array.from({ length: pages + 1 }, () => 1),
    );
    // The page that each kill cut off is asked for once more, and no other.
    expect(readPaths().length).toBeLessThanOrEqual(pages + 2);
    const found = await read<{ data: Passage[] }>(`POST /projects/${project}/search`, { query: "What does page-39 cost?", limit: 50 });
    expect(new Set(found.data.map(({ document_id }) => document_id)).size).toBe(found.data.length);
    await server.stop();
    site.close();
  },
);
