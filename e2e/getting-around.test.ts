import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  createSource,
  startConversation,
  type TestOrganization,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();
let alpha: TestOrganization;
let home = "";
let project = "";

beforeEach(async () => {
  alpha = await createOrganization(server, "Alpha Traders");
  project = await createProject(server, alpha.id, alpha.owner.id, "Help centre");
  home = `${server.url}/organizations/${alpha.id}`;
});

test("in the switcher a typed name and Enter open that organization, at the page one is on", async () => {
  const { owner } = alpha;
  const { body: beta } = await call<{ id: string }>(server, owner, "POST /v1/organizations", { name: "Beta Lamps" });
  await call(server, owner, "POST /v1/organizations", { name: "Lab of Beta" });
  const page = await browser.open(`${home}/members?show=members`, { cookie: owner.cookie });
  await page.getByRole("heading", { name: "Team Members", level: 1 }).waitFor();
  await switchByKeyboard(page, "beta");
  await page.waitForURL(`${server.url}/organizations/${beta.id}/members`);
  await page.getByRole("button", { name: "Beta Lamps (switch organization)" }).waitFor();

  await switchByKeyboard(page, "alpha");
  await page.waitForURL(`${home}/members`);
  await page.goto(`${home}/projects/${project}/knowledge`);
  await switchByKeyboard(page, "beta la");
  await page.waitForURL(`${server.url}/organizations/${beta.id}/projects`);

  await page.getByRole("button", { name: /switch organization/ }).press("Enter");
  const find = page.getByPlaceholder("Find an organization");
  for (const scattered of ["btl", "aatr", "lmps"]) {
    await find.fill(scattered);
    await page.getByText("No organization has this name.").waitFor();
    expect(await page.getByRole("option").allTextContents()).toEqual(["New organization"]);
  }
  await expectAccessibleInBothThemes(page);
});

test("the palette does what can be done, wherever one is, and Back opens nothing again that was closed", async () => {
  const page = await browser.open(`${home}/usage`, { cookie: alpha.owner.cookie });
  await page.getByRole("heading", { name: "Usage", level: 1 }).waitFor();
  const acts = [
    ["invite", "Invite Users", "/members"],
    ["new role", "New role", "/settings/roles"],
    ["new key", "Generate New Key", "/settings/api-keys"],
    ["new project", "New project", "/projects"],
    ["paste text", "Paste text", `/projects/${project}/knowledge`],
    ["new website", "Add Domains", `/projects/${project}/knowledge`],
    ["new answer", "Add an answer", `/projects/${project}/knowledge`],
    ["new agent", "New agent", `/projects/${project}/agents`],
  ] as const;
  for (const [words, title, below] of acts) {
    await page.goto(`${home}/usage`);
    await page.getByRole("heading", { name: "Usage", level: 1 }).waitFor();
    await inPalette(page, words);
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => page.url()).toBe(`${home}${below}`);
    await page.goBack();
    await page.getByRole("heading", { name: "Usage", level: 1 }).waitFor();
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  }

  await inPalette(page, "new organization");
  await page.getByRole("dialog", { name: "New organization" }).waitFor();
  await page.keyboard.press("Escape");
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`${home}/projects/${project}`);
  await page.getByRole("heading", { name: "Help centre", level: 1 }).waitFor();
  await inPalette(page, "upload");
  await (await chooser).setFiles([{ name: "hours.txt", mimeType: "text/plain", buffer: Buffer.from("Nine to five.") }]);
  const upload = page.getByRole("dialog", { name: "Upload Files" });
  await upload.getByText("hours.txt").waitFor();
  await page.keyboard.press("Escape");
  await upload.waitFor({ state: "detached" });
  await expect.poll(() => page.url()).toBe(`${home}/projects/${project}/knowledge`);

  await inPalette(page, "theme dark");
  await page.locator("html.dark").waitFor();
  await inPalette(page, "theme light");
  await page.locator("html:not(.dark)").waitFor();
  await inPalette(page, "help");
  await page.waitForURL(`${server.url}/docs/knowledge-base`);
  await page.goBack();
  await page.getByRole("heading", { name: "Knowledge Base", level: 1 }).waitFor();
  await inPalette(page, "docs");
  await page.waitForURL(`${server.url}/docs`);
  await page.goBack();
  await page.getByRole("heading", { name: "Knowledge Base", level: 1 }).waitFor();
  await inPalette(page, "sign out");
  await page.waitForURL(`${server.url}/sign-in`);
});

test("the palette finds what a project holds, from within it and from outside", async () => {
  await createSource(server, alpha.id, project);
  const agent = await createAgent(server, alpha, project);
  await askAll(server, await startConversation(server, agent), "Where is the parcel to Mars?");
  const page = await browser.open(`${home}/projects/${project}`, { cookie: alpha.owner.cookie });
  await page.getByRole("heading", { name: "Help centre", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").fill("opening");
  await page.getByRole("group", { name: "Sources" }).getByRole("option", { name: "Opening hours" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Opening hours" }).waitFor();
  await page.keyboard.press("Escape");

  await page.goto(`${home}/members`);
  await page.getByRole("heading", { name: "Team Members", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").fill("parcel");
  await page.getByRole("group", { name: "Conversations in Help centre" }).getByRole("option").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("log", { name: "Messages" }).getByText("Where is the parcel to Mars?").waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").fill("xqzzy");
  await page.getByText("Nothing has this name.").waitFor();
});

test("the palette finds projects as their page does: by what describes them, and those that a colleague has just created", async () => {
  const page = await browser.open(`${home}/members`, { cookie: alpha.owner.cookie });
  await page.getByRole("heading", { name: "Team Members", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  const projects = page.getByRole("group", { name: "Projects" }).getByRole("option");
  await projects.getByText("Help centre").waitFor();
  await call(server, alpha.owner, `POST /v1/organizations/${alpha.id}/projects`, { name: "Outdoor", description: "Answers about tents." });
  const field = page.getByPlaceholder("Go to a page");
  for (const words of ["outd", "about tents", "zzz", "tents"]) {
    await field.fill(words);
    if (words === "zzz") await page.getByText("Nothing has this name.").waitFor();
    else await expect.poll(() => projects.allTextContents()).toEqual(["Outdoor"]);
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Outdoor", level: 1 }).waitFor();
});

test("among many projects the palette looks into those that were used last, and acts in them", async () => {
  const others = ["Apples", "Bread", "Coal", "Dates"];
  for (const [index, name] of others.entries()) {
    const id = await createProject(server, alpha.id, alpha.owner.id, name);
    await server.database.admin.query("update projects set updated_at = now() - $2 * interval '1 day' where id = $1", [id, index + 1]);
  }
  await createSource(server, alpha.id, project);
  const page = await browser.open(`${home}/members`, { cookie: alpha.owner.cookie });
  await page.getByRole("heading", { name: "Team Members", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByPlaceholder("Go to a page");
  await field.fill("opening");
  await page.getByRole("group", { name: "Sources in Help centre" }).getByRole("option", { name: "Opening hours" }).waitFor();
  await field.fill("upload");
  const acts = page.getByRole("group", { name: "Actions" }).getByRole("option");
  await expect
    .poll(async () => (await acts.allTextContents()).toSorted())
    .toEqual(["Apples", "Bread", "Help centre"].map((name) => `Upload Files in ${name}`));
});

test("typing asks once, earlier hits are not below later words, and a search that fails says so", async () => {
  await createSource(server, alpha.id, project);
  const page = await browser.open(`${home}/projects/${project}`, { cookie: alpha.owner.cookie });
  await page.getByRole("heading", { name: "Help centre", level: 1 }).waitFor();
  const asked: string[] = [];
  page.on("request", (request) => {
    const words = new URL(request.url()).searchParams.get("query");
    if (words !== null && request.url().includes("/sources?")) asked.push(words);
  });
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByPlaceholder("Go to a page");
  await page.locator("input:focus").and(field).waitFor();
  await page.evaluate(typeEachFrame("opening ho"));
  const hit = page.getByRole("option", { name: "Opening hours" });
  await hit.waitFor();
  expect(asked).toEqual(["opening ho"]);

  await page.route(/\/sources\?/, (route) => route.fulfill({ status: 503, json: {} }));
  await field.fill("xqzzy");
  expect(await hit.count()).toBe(0);
  await page.getByText("The search did not answer. Try again.").waitFor({ timeout: 20_000 });
  await page.unroute(/\/sources\?/);
  await field.fill("opening");
  await hit.waitFor();
});

test("what a person cannot do is not offered in the palette", async () => {
  const viewer = await createMember(server, alpha.id, "viewer");
  const page = await browser.open(`${home}/projects`, { cookie: viewer.cookie });
  await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  const acts = page.getByRole("group", { name: "Actions" }).getByRole("option");
  await acts.first().waitFor();
  expect(await acts.allTextContents()).toEqual([
    "New organization",
    "Theme: Light",
    "Theme: Dark",
    "Theme: System",
    "Docs",
    "Help with this page",
    "Sign out",
  ]);
});

test("what was opened on a page is closed by Back, and Back continues from there when it was closed by hand", async () => {
  await createSource(server, alpha.id, project);
  const knowledge = `${home}/projects/${project}/knowledge`;
  const page = await browser.open(`${home}/projects`, { cookie: alpha.owner.cookie });
  await page.getByRole("link", { name: "Help centre" }).click();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Knowledge Base" }).click();
  const open = () => page.getByRole("link", { name: "Opening hours" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "Opening hours" });
  await open();
  await sheet.waitFor();
  await page.goBack();
  await sheet.waitFor({ state: "detached" });
  expect(page.url()).toBe(knowledge);
  await open();
  await sheet.waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.goBack();
  await page.getByRole("heading", { name: "Help centre", level: 1 }).waitFor();

  // By its address nothing lies below it: closing takes it out of the address.
  await page.goto(`${home}/members?dialog=invite`);
  await page.getByRole("dialog", { name: "Invite Users" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).toBe(`${home}/members`);

  await page.goto(`${home}/projects`);
  await page.getByRole("button", { name: "New project" }).press("Enter");
  await page.getByLabel("Name").fill("Shop");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Shop", level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

async function switchByKeyboard(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /switch organization/ }).press("Enter");
  await page.getByPlaceholder("Find an organization").waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

async function inPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** Types where the focus is, a letter a frame, which no busy machine makes a pause of. */
const typeEachFrame = (words: string) => `(async () => {
  const input = document.activeElement;
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  for (const letter of ${JSON.stringify(words)}) {
    set.call(input, input.value + letter);
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
})()`;
