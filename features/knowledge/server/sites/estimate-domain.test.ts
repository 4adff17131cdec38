import { afterAll, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, createProject } from "#testing/factories.ts";
import { guides, page, startSite, startTrapSite } from "#testing/trap-site.ts";

const small = await startSite();
const traps = await startTrapSite(small.url);
const target = useApp({ variables: { CONNECTOR_ALLOW: `${traps.hostAndPort},${small.hostAndPort}`, SITE_INTERVAL_MS: "0" } });
afterAll(() => {
  for (const site of [traps, small]) site.close();
});

test("the estimate says what a site is, by its sitemap, else by its first page, and why it cannot be read", async () => {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  small.pages.set("/", { body: page("First page", "A small site says what tools there are.", { links: ["/spade", "/rake"] }) });
  const estimate = async (domain: string) => {
    const path = `/v1/organizations/${id}/projects/${project}/sources/domains/estimate?domain=${encodeURIComponent(domain)}`;
    return (await call<object>(target, owner, `GET ${path}`)).body;
  };
  expect(await estimate(small.url)).toMatchObject({ estimate: { pages: 5, from: "first_page", address: `${small.url}/` }, error: null });
  expect(await estimate(traps.url)).toMatchObject({ estimate: { pages: guides + 1, from: "sitemap" } });
  expect(await estimate("http://10.0.0.1/")).toMatchObject({ estimate: null, error: { code: "not_public" } });
  small.pages.set("/robots.txt", { status: 500 });
  expect(await estimate(small.url)).toMatchObject({ estimate: null, error: { code: "unreachable" } });
});
