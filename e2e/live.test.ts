import type { Page, Request } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  type TestOrganization,
} from "#testing/factories.ts";
import { startModelServer } from "#testing/model-server.ts";
import { useServer } from "#testing/server.ts";
import { addPassage, ask, askAll, knowModel } from "#testing/visitor.ts";

/** Over plain HTTP/1.1, with the six connections that a browser has to a server. */
const model = await startModelServer();
afterAll(() => model.close());
const server = useServer({ variables: { MODEL_BASE_URL: model.url, MODEL_NAME: "local-small" } });
const browser = useBrowser();

/** The streams of events that pages have opened, and those that are over. */
function streamsOf(page: Page): { opened: number; ended: number } {
  const streams = { opened: 0, ended: 0 };
  const isStream = (url: string) => new URL(url).pathname.endsWith("/events");
  const end = (request: Request) => void (streams.ended += isStream(request.url()) ? 1 : 0);
  page.context().on("request", (request) => void (streams.opened += isStream(request.url()) ? 1 : 0));
  page.context().on("requestfinished", end);
  page.context().on("requestfailed", end);
  return streams;
}

async function openTabs(
  organization: TestOrganization,
  path: string,
  count: number,
): Promise<{ tabs: Page[]; streams: ReturnType<typeof streamsOf> }> {
  const address = `${server.url}/organizations/${organization.id}${path}`;
  const first = await browser.open("about:blank", {});
  const streams = streamsOf(first);
  const tabs: Page[] = [];
  for (let index = 0; index < count; index += 1) {
    const tab = index === 0 ? await browserTab(first, organization) : await first.context().newPage();
    await tab.goto(address);
    tabs.push(tab);
  }
  return { tabs, streams };
}

async function browserTab(first: Page, { owner }: TestOrganization): Promise<Page> {
  const [name = "", value = ""] = owner.cookie.split("=", 2);
  await first.context().addCookies([{ name, value, url: server.url }]);
  return first;
}

const newProject = (organization: TestOrganization, name: string) =>
  call(server, organization.owner, `POST /v1/organizations/${organization.id}/projects`, { name });

test("eight tabs of one browser share one stream, stay usable, and show at once what one of them changes", async () => {
  const organization = await createOrganization(server);
  await createProject(server, organization.id, organization.owner.id, "Help centre");
  const { tabs, streams } = await openTabs(organization, "/projects", 8);
  await Promise.all(tabs.map((tab) => tab.getByRole("link", { name: "Help centre" }).waitFor()));
  await expect.poll(() => streams.opened).toBe(1);
  const last = tabs.at(-1)!;
  await last.getByRole("button", { name: "New project" }).click();
  await last.getByLabel("Name").fill("Made in a tab");
  await last.keyboard.press("Enter");
  await last.getByRole("heading", { name: "Made in a tab", level: 1 }).waitFor();
  await Promise.all(tabs.slice(0, -1).map((tab) => tab.getByRole("link", { name: "Made in a tab" }).waitFor({ timeout: 5_000 })));
  // Each can still call the server: the stream takes one of the six connections.
  for (const tab of tabs) await tab.reload();
  await Promise.all(tabs.slice(0, -1).map((tab) => tab.getByRole("link", { name: "Made in a tab" }).waitFor()));
  await expect.poll(() => streams.opened - streams.ended).toBe(1);
});

test("when the tab that holds the stream closes another takes it over, where it was", async () => {
  const organization = await createOrganization(server);
  const { tabs, streams } = await openTabs(organization, "/projects", 3);
  await Promise.all(tabs.map((tab) => tab.getByText("No project yet").waitFor()));
  await expect.poll(() => streams.opened).toBe(1);
  await newProject(organization, "First");
  await Promise.all(tabs.map((tab) => tab.getByRole("link", { name: "First" }).waitFor({ timeout: 5_000 })));
  // A tab that is left open, since a context is reused with its first page.
  await tabs[0]!.goto("about:blank");
  await newProject(organization, "Second");
  await Promise.all(tabs.slice(1).map((tab) => tab.getByRole("link", { name: "Second" }).waitFor({ timeout: 10_000 })));
  expect(streams.opened).toBe(2);
});

test("a page shows what another person does, without a click", async () => {
  const organization = await createOrganization(server);
  const member = await createMember(server, organization.id, "viewer");
  const { tabs, streams } = await openTabs(organization, "/members", 1);
  const [page] = tabs as [Page];
  const row = page.getByRole("row", { name: member.email });
  await row.getByText("Viewer").waitFor();
  await expect.poll(() => streams.opened).toBe(1);
  const path = `/v1/organizations/${organization.id}/members/${member.membershipId}`;
  await call(server, organization.owner, `PATCH ${path}`, { role: "admin" });
  await row.getByText("Admin").waitFor({ timeout: 5_000 });
});

test("a tab that was away from the server continues where it was", async () => {
  const organization = await createOrganization(server);
  const { tabs, streams } = await openTabs(organization, "/projects", 1);
  const [page] = tabs as [Page];
  await page.getByText("No project yet").waitFor();
  await expect.poll(() => streams.opened).toBe(1);
  server.platform.live.release();
  await newProject(organization, "Meanwhile");
  await page.getByRole("link", { name: "Meanwhile" }).waitFor({ timeout: 10_000 });
  expect(streams.opened).toBeGreaterThan(1);
});

test("where tabs cannot share, each has a stream of its own", async () => {
  const organization = await createOrganization(server);
  const page = await browser.open("about:blank", {});
  await page.context().addInitScript("delete Navigator.prototype.locks");
  const streams = streamsOf(page);
  const [name = "", value = ""] = organization.owner.cookie.split("=", 2);
  await page.context().addCookies([{ name, value, url: server.url }]);
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto(`${server.url}/organizations/${organization.id}/projects`);
    await tab.getByText("No project yet").waitFor();
  }
  await expect.poll(() => streams.opened).toBe(2);
  await newProject(organization, "Seen by both");
  for (const tab of [page, other]) await tab.getByRole("link", { name: "Seen by both" }).waitFor({ timeout: 5_000 });
});

test("a source that is read shows its end without a click", async () => {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  const { tabs, streams } = await openTabs(organization, `/projects/${project}/knowledge`, 1);
  const [page] = tabs as [Page];
  await expect.poll(() => streams.opened).toBe(1);
  const path = `/v1/organizations/${organization.id}/projects/${project}/sources/texts`;
  await call(server, organization.owner, `POST ${path}`, { name: "Delivery", text: "Delivery takes three days." });
  await page.getByText("Synced").first().waitFor({ timeout: 15_000 });
});

test("the team sees an answer as it is given, also after a reload in its middle, and once when it is stored", async () => {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  await addPassage(server, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  const visit = await startConversation(server, await createAgent(server, organization, project));
  knowModel(server);
  model.script({ text: ['Soon [1 "within three working days"].'] });
  await askAll(server, visit, "How long do parcels take?");
  const { tabs } = await openTabs(organization, `/projects/${project}/conversations?conversation=${visit.conversation_id}`, 1);
  const [page] = tabs as [Page];
  const log = page.getByRole("log", { name: "Messages" });
  await log.getByText("Soon").waitFor();
  const pieces = [
    "Parcels ",
    "are ",
    "there ",
    "within ",
    "three ",
    "days ",
    "or ",
    "so ",
    "they ",
    'say [1 "within three working days"].',
  ];
  model.script({ text: pieces, delayMs: 800 });
  const answer = await ask(server, visit, "How long do parcels take to arrive?");
  const said = answer.text();
  await log.getByText(/^Parcels are there/).waitFor({ timeout: 7_000 });
  expect(await log.getByText(/they say/).count()).toBe(0);
  await page.reload();
  await log.getByText(/^Parcels are there within/).waitFor({ timeout: 5_000 });
  expect(await said).toContain("event: done");
  await log.getByText(/they say/).waitFor({ timeout: 5_000 });
  await log.getByRole("group", { name: "Sources" }).nth(1).waitFor();
  expect(await log.getByText(/^Parcels are there/).count()).toBe(1);
});
