import { beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import type { StartedConversation } from "../contract.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();
let organization: TestOrganization;
let at: string;
let agent: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project, { name: "Lamp <desk>", allowed_origins: ["https://shop.example"] });
  at = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
});

const set = (changes: object) => call(target, organization.owner, `PATCH ${at}`, changes);
const page = async (language = "en") => {
  const response = await target.app.request(`/chat/${agent}`, { headers: { "accept-language": language } });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const begin = (origin: string, body: object = { hosted_page: true }) =>
  call<StartedConversation>(target, null, `POST /widget/v1/agents/${agent}/conversations`, body, { origin });

test("an agent has no page until it is turned on, and none once it is off", async () => {
  expect((await page()).status).toBe(404);
  await set({ hosted_page: true });
  expect((await page()).status).toBe(200);
  await set({ hosted_page: false });
  const { status, html } = await page();
  expect([status, html]).toEqual([404, expect.stringContaining("There is no chat at this address.")]);
  expect((await target.app.request("/chat/agt_nothing")).status).toBe(404);
});

test("what links show is on the page, as text, and search engines are kept away unless they may list it", async () => {
  await set({ hosted_page: true, hosted_page_description: 'Ask "us"', hosted_page_picture: "https://shop.example/lamp.png" });
  const { html, headers } = await page("de-AT, en");
  expect(html).toContain("<title>Lamp &#60;desk&#62;</title>");
  expect(html).not.toContain("<desk>");
  expect(html).toContain('<meta property="og:description" content="Ask &#34;us&#34;">');
  expect(html).toContain('<meta property="og:image" content="https://shop.example/lamp.png">');
  expect(html).toContain('<html lang="de"');
  expect([headers.get("x-robots-tag"), html.includes('content="noindex"')]).toEqual(["noindex", true]);
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; connect-src 'self'/);
  await set({ hosted_page_indexed: true, hosted_page_title: "Ask the lamp desk" });
  const listed = await page();
  expect([listed.headers.get("x-robots-tag"), listed.html.includes("noindex")]).toEqual([null, false]);
  expect(listed.html).toContain('<meta property="og:title" content="Ask the lamp desk">');
});

test("a picture has an address of https", async () => {
  for (const hosted_page_picture of ["http://shop.example/a.png", "javascript:alert(1)", "lamp.png"])
    expect((await set({ hosted_page_picture })).status, hosted_page_picture).toBe(422);
});

test("visitors of the page ask there whatever the websites are, and no longer once it is off; no other website can say it is the page", async () => {
  const ours = target.platform.env.appUrl;
  expect((await begin(ours)).status).toBe(403);
  await set({ hosted_page: true });
  expect((await begin("https://other.example")).status).toBe(403);
  expect((await begin(ours, {})).status).toBe(403);
  const { status, body } = await begin(ours);
  expect(status).toBe(201);
  const visit = { ...body, origin: ours };
  expect((await askAll(target, visit, "When do parcels arrive?")).status).toBe(200);
  const { rows } = await target.database.admin.query("select test from conversations");
  expect(rows).toEqual([{ test: false }]);
  await set({ hosted_page: false });
  expect((await askAll(target, visit, "And on Sundays?")).status).toBe(401);
});
