import { afterAll, expect, test } from "vitest";
import type { Source } from "#features/knowledge/contract.ts";
import type { AddedSite } from "#features/knowledge/contract/sites.ts";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, createProject } from "#testing/factories.ts";
import { runQueued } from "#testing/run-job.ts";
import { page, startSite } from "#testing/trap-site.ts";
import { sweepStorage } from "../sweep-storage.ts";

const site = await startSite();
const target = useApp({ variables: { CONNECTOR_ALLOW: site.hostAndPort, SITE_INTERVAL_MS: "0" } });
afterAll(() => site.close());

test("a website whose job was lost is marked interrupted, keeps what was read, and is resumed where it was", async () => {
  const { id, owner } = await createOrganization(target);
  const base = `/v1/organizations/${id}/projects/${await createProject(target, id, owner.id)}/sources`;
  const query = (text: string, values: unknown[] = [source]) => target.database.admin.query(text, values);
  const paths = Array.from({ length: 12 }, (_, index) => `/guide-${index}`);
  site.pages.set("/", { body: page("Home", "All the guides that there are.", { links: paths }) });
  for (const path of paths) site.pages.set(path, { body: page(path, `Words of the guide at ${path}.`) });
  const added = await call<{ data: AddedSite[] }>(target, owner, `POST ${base}/domains`, { domains: [site.url] });
  const source = added.body.data[0]!.id!;
  const read = async () => (await call<Source>(target, owner, `GET ${base}/${source}`)).body;
  const crawl = () => runQueued(target, /^source\.read_site$/);

  // The reader ends in the middle, without a word and without a job that would continue.
  site.before = async () => {
    if (site.asked.length === 7) await query("update sources set status = 'stopped' where id = $1");
  };
  await crawl();
  await query("update sources set status = 'processing', updated_at = now() - interval '1 hour' where id = $1");
  await sweepStorage.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  const lost = await read();
  expect(lost).toMatchObject({ status: "failed", error: { code: "interrupted" }, can_sync: true });
  expect(lost.site!.pages.waiting).toBeGreaterThan(0);
  expect(lost.passage_count).toBeGreaterThan(0);

  const resumed = await call<Source>(target, owner, `POST ${base}/${source}/resume`);
  expect(resumed).toMatchObject({ status: 202, body: { status: "processing", error: null, site: { run: 1 } } });
  await crawl();
  expect(await read()).toMatchObject({ status: "synced", site: { run: 1, pages: { read: 13, waiting: 0 } } });
  const asked = site.asked.map(({ path }) => path).filter((path) => path.startsWith("/guide-"));
  expect(asked.length).toBe(new Set(asked).size);
});
