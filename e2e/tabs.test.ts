import type { Page, Route } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  type TestUser,
} from "#testing/factories.ts";
import { startModelServer } from "#testing/model-server.ts";
import { tellRights } from "#testing/rights.ts";
import { useServer } from "#testing/server.ts";
import { askAll, knowModel } from "#testing/visitor.ts";

/** What docs/browser-tabs.md promises. */
const model = await startModelServer();
afterAll(() => model.close());
const server = useServer({ variables: { MODEL_BASE_URL: model.url, MODEL_NAME: "local-small" } });
const browser = useBrowser();

type Place = { id: string; project: string; projects: string; inside: string };

/** Somebody in two organizations: an Admin in Alpha, the Owner of Beta; each has a project named after it. */
async function twoOrganizations(): Promise<{ user: TestUser; alpha: Place; beta: Place }> {
  const alpha = await createOrganization(server, "Alpha");
  const user = await createMember(server, alpha.id, "admin");
  const beta = await call<{ id: string }>(server, user, "POST /v1/organizations", { name: "Beta" });
  return { user, alpha: await placeOf(alpha.id, user, "Alpha docs"), beta: await placeOf(beta.body.id, user, "Beta docs") };
}

async function placeOf(id: string, user: TestUser, project: string): Promise<Place> {
  const projectId = await createProject(server, id, user.id, project);
  const projects = `${server.url}/organizations/${id}/projects`;
  return { id, project: projectId, projects, inside: `${projects}/${projectId}` };
}

const removeFrom = (organization: Place, user: TestUser) =>
  server.database.admin.query("delete from memberships where organization_id = $1 and user_id = $2", [organization.id, user.id]);

/** The organizations that a tab has called since. */
function callsOf(page: Page): Set<string> {
  const ids = new Set<string>();
  page.on("request", (request) => {
    const id = /\/v1\/organizations\/(org_\w+)/.exec(request.url())?.[1];
    if (id) ids.add(id);
  });
  return ids;
}

/** Holds every call whose address has `part` until it is released. */
async function hold(page: Page, part: string): Promise<{ held: Route[]; letGo(): Promise<void> }> {
  const held: Route[] = [];
  let isOpen = false;
  await page.route(
    (url) => url.pathname.includes(part),
    (route) => (isOpen ? route.continue() : void held.push(route)),
  );
  return {
    held,
    async letGo() {
      isOpen = true;
      await Promise.all(held.splice(0).map((route) => route.continue()));
    },
  };
}

test("two tabs hold two organizations: switching, going back, reloading and writing in one leaves the other where it is", async () => {
  const { user, alpha, beta } = await twoOrganizations();
  const one = await browser.open(alpha.projects, { cookie: user.cookie });
  const other = await one.context().newPage();
  await other.goto(beta.projects);
  await other.getByRole("link", { name: "Beta docs" }).waitFor();
  const calls = callsOf(other);

  await switchTo(one, "Beta");
  await one.getByRole("link", { name: "Beta docs" }).waitFor();
  expect(one.url()).toBe(beta.projects);
  await one.goBack();
  await one.getByRole("link", { name: "Alpha docs" }).waitFor();
  await one.getByRole("button", { name: "Alpha (switch organization)" }).waitFor();
  expect(await one.getByText("Beta docs").count()).toBe(0);
  await one.reload();
  await one.getByRole("link", { name: "Alpha docs" }).waitFor();
  expect(one.url()).toBe(alpha.projects);

  await other.reload();
  await other.getByRole("button", { name: "Beta (switch organization)" }).waitFor();
  await other.getByRole("button", { name: "New project" }).click();
  await other.getByLabel("Name").fill("Made in Beta");
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Made in Beta", level: 1 }).waitFor();
  const { rows } = await server.database.admin.query("select organization_id from projects where name = 'Made in Beta'");
  expect(rows).toEqual([{ organization_id: beta.id }]);
  expect(calls).toEqual(new Set([beta.id]));
});

test("switching takes one round trip, in which nothing of the organization before is under the new address", async () => {
  const { user, alpha, beta } = await twoOrganizations();
  const page = await browser.open(alpha.projects, { cookie: user.cookie });
  await page.getByRole("link", { name: "Alpha docs" }).waitFor();
  const { held, letGo } = await hold(page, `/v1/organizations/${beta.id}`);
  await switchTo(page, "Beta");
  await page.waitForURL(beta.projects);
  await page.getByRole("button", { name: "Beta (switch organization)" }).waitFor();
  await page.getByText("Alpha docs").waitFor({ state: "hidden" });
  const pathsOf = (routes: Route[]) => routes.map((route) => new URL(route.request().url()).pathname).toSorted();
  await expect.poll(() => pathsOf(held)).toEqual([`/v1/organizations/${beta.id}`, `/v1/organizations/${beta.id}/projects`]);

  const asked = held.splice(0);
  await Promise.all(asked.map((route) => route.continue()));
  // Whatever else is asked for is still held, and the page is whole without it.
  await page.getByRole("link", { name: "Beta docs" }).waitFor();
  await page.getByRole("button", { name: "New project" }).waitFor();
  await letGo();
});

test("going back from a list in one organization to the same list in another shows no row of the first meanwhile", async () => {
  const { user, alpha, beta } = await twoOrganizations();
  const agent = await createAgent(server, { id: beta.id, owner: user }, beta.project);
  await askAll(server, await startConversation(server, agent), "Is this asked in Beta?");
  const page = await browser.open(`${alpha.inside}/conversations`, { cookie: user.cookie });
  await page.getByText("No conversation yet").waitFor();
  await switchTo(page, "Beta");
  await page.getByRole("link", { name: "Beta docs" }).click();
  await page.getByRole("link", { name: "Conversations" }).click();
  await page.getByText("Is this asked in Beta?").waitFor();
  // With the caches empty: what was read of Alpha would hide the fault.
  await page.reload();
  await page.getByText("Is this asked in Beta?").waitFor();
  const { held, letGo } = await hold(page, "/conversations");
  await page.evaluate("history.go(-3)");
  await page.waitForURL(`${alpha.inside}/conversations`);
  await page.getByRole("button", { name: "Alpha (switch organization)" }).waitFor();
  await expect.poll(() => held.some((route) => route.request().url().includes(alpha.id))).toBe(true);
  expect(await page.getByText("Is this asked in Beta?").isVisible()).toBe(false);
  await letGo();
  await page.getByText("No conversation yet").waitFor();
});

test("an upload begun in one organization ends there while another tab works in another, and is not left unasked", async () => {
  const { user, alpha, beta } = await twoOrganizations();
  const one = await browser.open(`${alpha.inside}/knowledge`, { cookie: user.cookie });
  await one.getByText("Drop files here").waitFor();
  const { held, letGo } = await hold(one, "/sources/files");
  const chooser = one.waitForEvent("filechooser");
  await one.getByRole("button", { name: "Upload Files" }).click();
  await (
    await chooser
  ).setFiles([{ name: "returns.md", mimeType: "text/markdown", buffer: Buffer.from("# Returns\n\nWithin 30 days.\n") }]);
  await one.getByRole("button", { name: "Upload 1 file" }).click();
  await expect.poll(() => held.length).toBe(1);
  await one.keyboard.press("ControlOrMeta+k");
  await one.getByPlaceholder("Go to a page").fill("Beta");
  await one.getByRole("option", { name: "Beta", exact: true }).click();
  const question = one.getByRole("dialog", { name: "Leave while files are uploading?" });
  await question.waitFor();
  await expectAccessibleInBothThemes(one);
  await question.getByRole("button", { name: "Cancel" }).click();

  const other = await one.context().newPage();
  await other.goto(alpha.projects);
  await switchTo(other, "Beta");
  await other.getByRole("link", { name: "Beta docs" }).click();
  await other.getByRole("heading", { name: "Beta docs", level: 1 }).waitFor();

  await letGo();
  await one.getByRole("row").filter({ hasText: "returns.md" }).getByText("Synced").waitFor({ timeout: 20_000 });
  const { rows } = await server.database.admin.query(
    "select organization_id, project_id from sources where name = 'returns.md' and organization_id = any($1)",
    [[alpha.id, beta.id]],
  );
  expect(rows).toEqual([{ organization_id: alpha.id, project_id: alpha.project }]);
});

test("an answer that streams in one organization continues to its end while another tab works in another", async () => {
  const { user, alpha } = await twoOrganizations();
  await createAgent(server, { id: alpha.id, owner: user }, alpha.project);
  const one = await browser.open(alpha.inside, { cookie: user.cookie });
  knowModel(server);
  const { promise: isElsewhere, resolve: goOn } = Promise.withResolvers<void>();
  model.script({
    text: (async function* () {
      for (let index = 0; index < 40; index += 1) {
        if (index === 20) await isElsewhere;
        yield `word${index} `;
      }
    })(),
  });
  await one.getByRole("textbox", { name: "Message" }).fill("Tell me everything.");
  await one.keyboard.press("Enter");
  await one.getByText("word3 ", { exact: false }).waitFor();

  const other = await one.context().newPage();
  await other.goto(alpha.projects);
  await switchTo(other, "Beta");
  await other.getByRole("link", { name: "Beta docs" }).waitFor();
  expect(await one.getByText("word39", { exact: false }).count()).toBe(0);
  goOn();
  await one.getByText("word39", { exact: false }).waitFor({ timeout: 20_000 });
  await expect
    .poll(async () => (await server.database.admin.query("select distinct organization_id from messages where text like '%word39%'")).rows)
    .toEqual([{ organization_id: alpha.id }]);
});

test("removed while a page is open: the next save says that it is lost, the page leads on, and nothing calls again and again", async () => {
  const { user, alpha, beta } = await twoOrganizations();
  const page = await browser.open(`${server.url}/organizations/${alpha.id}/settings`, { cookie: user.cookie });
  await page.clock.install();
  // What the page still asks for when it has come would be refused before the save is.
  const stream = page.waitForResponse((response) => response.url().includes("/events"));
  await page.reload();
  await stream;
  await page.getByLabel("Organization Name").fill("Alpha two");
  await removeFrom(alpha, user);
  await page.getByLabel("Organization Name").press("Enter");
  await page.getByRole("heading", { name: "You no longer have access to this organization", level: 1 }).waitFor();
  await page.getByText("You were removed from Alpha, or it was deleted. Your last change was not saved.").waitFor();
  await page.getByRole("button", { name: "Beta (switch organization)" }).waitFor();
  await expectAccessibleInBothThemes(page);
  const calls = callsOf(page);
  // Whatever asks by the clock asks within it.
  await page.clock.runFor("02:00");
  expect([...calls].filter((id) => id === alpha.id)).toEqual([]);

  await page.getByRole("link", { name: "Go to Beta" }).press("Enter");
  await page.getByRole("link", { name: "Beta docs" }).waitFor();
  await page.goBack();
  await page.getByText("That organization does not exist or you do not belong to it.", { exact: false }).waitFor();
  await page.waitForURL(beta.projects);
  const { rows } = await server.database.admin.query("select name from organizations where id = $1", [alpha.id]);
  expect(rows).toEqual([{ name: "Alpha" }]);
});

test("removed while a page is open: it says so without a click, and a reload leads to the organization used last", async () => {
  const { user, alpha, beta } = await twoOrganizations();
  const page = await browser.open(`${alpha.inside}/conversations`, { cookie: user.cookie, width: 390 });
  await page.getByText("No conversation yet").waitFor();
  const stream = page.waitForResponse((response) => response.url().includes("/events"));
  await page.reload();
  await stream;
  await removeFrom(alpha, user);
  await tellRights(server, alpha.id);
  await page.getByRole("heading", { name: "You no longer have access to this organization" }).waitFor({ timeout: 15_000 });
  expect(await page.getByText("not saved", { exact: false }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.reload();
  await page.waitForURL(beta.projects);
  await page.getByText("This is the one you used last.", { exact: false }).waitFor();
});

test("deleted while a page is open: read-only at once, with a sentence; when it is gone, the page leads to one that is there", async () => {
  const organization = await createOrganization(server, "Gamma");
  const { id, owner } = organization;
  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: owner.cookie });
  await page.getByText("No project yet").waitFor();
  await server.database.admin.query(
    "update organizations set purge_at = now() + interval '30 days', deletion_requested_at = now() where id = $1",
    [id],
  );
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByLabel("Name").fill("Too late");
  await page.keyboard.press("Enter");
  await page.getByText("It is read-only, and is deleted for good on", { exact: false }).waitFor();
  expect(await page.getByRole("button", { name: "New project" }).count()).toBe(0);

  await server.database.admin.query("delete from organizations where id = $1", [id]);
  await page.getByRole("link", { name: "Team Members" }).click();
  await page.getByRole("heading", { name: "You no longer have access to this organization" }).waitFor();
  // A person in no organization is given one.
  await page.getByRole("link", { name: `Go to ${owner.email.split("@")[0]}` }).click();
  await page.getByText("No project yet").waitFor();
  expect(page.url()).not.toContain(id);
});

test("a role that is taken away shows at the next refusal", async () => {
  const { user, alpha } = await twoOrganizations();
  const page = await browser.open(alpha.projects, { cookie: user.cookie });
  await page.getByRole("button", { name: "New project" }).click();
  await server.database.admin.query("update memberships set role = 'viewer' where organization_id = $1 and user_id = $2", [
    alpha.id,
    user.id,
  ]);
  await page.getByLabel("Name").fill("Not mine to make");
  await page.keyboard.press("Enter");
  await page.getByText("Your role here is Viewer now.").waitFor();
  await page.getByRole("dialog", { name: "New project" }).waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "New project" }).count()).toBe(0);
});

test("signing out in one tab leads the others to sign-in at once, and each returns to where it was", async () => {
  const one = await browser.open(`${server.url}/sign-up`);
  await one.getByLabel("Email").fill("tamara@example.com");
  await one.getByLabel("Password", { exact: true }).fill("Passw0rdPassw0rd");
  await one.getByLabel("Confirm Password").fill("Passw0rdPassw0rd");
  await one.keyboard.press("Enter");
  await one.waitForURL(/\/projects$/);
  const [two, three] = [await one.context().newPage(), await one.context().newPage()];
  const settings = one.url().replace("/projects", "/settings");
  await two.goto(settings);
  await two.getByRole("heading", { name: "Organization Settings" }).waitFor();
  await three.goto(`${server.url}/profile`);
  await three.getByRole("heading", { name: "Profile", level: 1 }).waitFor();

  await one.getByRole("button", { name: /your menu/ }).click();
  await one.getByRole("menuitem", { name: "Sign out" }).click();
  await one.waitForURL(`${server.url}/sign-in`);
  await two.waitForURL(/\/sign-in\?return_to=.*settings/);
  await three.waitForURL(/\/sign-in\?return_to=.*profile/);

  await two.getByLabel("Email").fill("tamara@example.com");
  await two.getByLabel("Password", { exact: true }).fill("Passw0rdPassw0rd");
  await two.keyboard.press("Enter");
  await two.waitForURL(settings);
  await three.waitForURL(`${server.url}/profile`);
});

test("a session that the server no longer knows leads to sign-in at once, and back to the page", async () => {
  const { user, alpha } = await twoOrganizations();
  const page = await browser.open(alpha.projects, { cookie: user.cookie });
  await page.getByRole("link", { name: "Alpha docs" }).waitFor();
  await server.database.admin.query("delete from sessions where user_id = $1", [user.id]);
  // Whatever asks next is told: a call of the page, or the stream of events that it follows.
  await page.reload();
  await page.waitForURL(/\/sign-in\?return_to=/);
  expect(new URL(page.url()).searchParams.get("return_to")).toBe(new URL(alpha.projects).pathname);
});

test("where somebody else signs in, a tab shows nothing more of the one before", async () => {
  const { user, alpha } = await twoOrganizations();
  const other = await twoOrganizations();
  const page = await browser.open(alpha.projects, { cookie: user.cookie });
  await page.getByRole("link", { name: "Alpha docs" }).waitFor();
  const [name = "", value = ""] = other.user.cookie.split("=", 2);
  await page.context().addCookies([{ name, value, url: server.url }]);
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(`${server.url}/docs`);
  await elsewhere.evaluate("new BroadcastChannel('session').postMessage('signed in')");
  await page.waitForURL((url) => url.pathname.includes("/organizations/") && !url.pathname.includes(alpha.id));
  await page.getByRole("button", { name: `${other.user.email} (your menu)` }).waitFor();
});

async function switchTo(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /switch organization/ }).click();
  await page.getByPlaceholder("Find an organization").fill(name);
  await page.getByRole("option", { name, exact: true }).click();
}
