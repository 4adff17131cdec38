import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { addMembership, createAgent, createOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";

const server = useServer();
const browser = useBrowser();
let filled: FilledWorld;
let home = "";
let cookie = "";

beforeAll(async () => {
  filled = await fillWorld(server);
  home = `${server.url}/organizations/${filled.organization.id}`;
  ({ cookie } = filled.organization.owner);
});

test.each([1280, 390])("where nothing is, the frame stays and leads on, %i px wide", async (width) => {
  const project = `${home}/projects/${filled.world.project_id}`;
  const page = await browser.open(`${server.url}/nowhere/at/all`, { cookie, width });
  const missing: [string, string, string][] = [
    [`${server.url}/nowhere/at/all`, "Go to your projects", "Projects"],
    [`${home}/nowhere`, "All projects", "Projects"],
    [`${home}/projects/prj_01kb3r0000000000000000000`, "All projects", "Projects"],
    [`${project}/nowhere`, "All projects", "Projects"],
    [`${project}/agents/agt_01kb3r0000000000000000000`, "All chat agents", "Chat Agents"],
  ];
  for (const [address, link, heading] of missing) {
    await page.goto(address);
    await page.getByText("There is nothing at this address").first().waitFor();
    expect(await page.getByRole("main").count()).toBe(1);
    await page.getByRole("button", { name: /your menu/ }).waitFor();
    await expectAccessibleInBothThemes(page);
    await page.getByRole("main").getByRole("link", { name: link }).press("Enter");
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
  }
  const stranger = await browser.open(`${server.url}/nowhere/at/all`, { width });
  await stranger.getByRole("link", { name: "Sign in" }).press("Enter");
  await stranger.waitForURL("**/sign-in");
});

test("Docs and Help are in the user's menu, and Help is about the page", async () => {
  const page = await browser.open(`${home}/members`, { cookie });
  await page.getByRole("heading", { name: "Team Members", level: 1 }).waitFor();
  await page.getByRole("button", { name: /your menu/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Docs" }).waitFor();
  await expectAccessible(page, "[role=menu]");
  await page.getByRole("menuitem", { name: "Help" }).press("Enter");
  await page.waitForURL(`${server.url}/docs/team-members`);
});

test("every page's help is a page of the docs", async () => {
  const page = await browser.open(`${home}/members`, { cookie });
  const named = await page.evaluate<string[]>(
    "Object.values(__TSR_ROUTER__.routesById).flatMap(({ options }) => options.staticData?.entry && !options.staticData.entry.sold ? [options.staticData.entry.help] : [])",
  );
  expect(named.length).toBeGreaterThan(10);
  for (const name of new Set(named)) expect([name, (await fetch(`${server.url}/docs/${name}`)).status]).toEqual([name, 200]);
});

test("this session is active now", async () => {
  const { rows } = await server.database.admin.query("select token from sessions where user_id = $1", [filled.organization.owner.id]);
  expect(rows.length).toBe(1);
  await server.database.admin.query("update sessions set updated_at = now() - interval '5 minutes' where user_id = $1", [
    filled.organization.owner.id,
  ]);
  const page = await browser.open(`${server.url}/profile`, { cookie });
  await page.getByRole("list", { name: "Sessions" }).getByText("Active now").waitFor();
});

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])("a toast covers nothing that can be pressed, $width px wide", async ({ width, height }) => {
  const page = await browser.open(`${home}/settings`, { cookie, width, height });
  await page.getByLabel("Organization Name").fill(`Company ${width}`);
  await page.keyboard.press("Enter");
  await toastIsClear(page);
  // What is scrolled beneath it is left free as well.
  for (const share of [0.3, 0.6, 1]) {
    await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${share})`);
    await toastIsClear(page);
  }
});

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])("nor a button of the test chat, $width px wide", async ({ width, height }) => {
  const { organization, world } = filled;
  const agent = await createAgent(server, organization, world.project_id);
  const page = await browser.open(`${home}/projects/${world.project_id}/agents/${agent}/website`, { cookie, width, height });
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  await page.getByLabel("Name", { exact: true }).fill(`Desk ${width}`);
  await page.keyboard.press("Enter");
  await toastIsClear(page);
  await page.getByRole("textbox", { name: "Message" }).scrollIntoViewIfNeeded();
  await toastIsClear(page);
});

test("after each step the focus is within it, and never lost", async () => {
  const page = await browser.open(`${home}/members`, { cookie });
  await page.getByRole("button", { name: "New Invitation" }).press("Enter");
  await page.getByRole("textbox", { name: "Email addresses" }).fill("next@example.com");
  await page.getByRole("button", { name: "Send Invitations" }).press("Enter");
  await page.getByRole("list", { name: "Results" }).waitFor();
  await expect.poll(() => focused(page)).toBe("Done");
  await page.getByRole("button", { name: "Invite more" }).press("Enter");
  await expect.poll(() => focusIsIn(page, "[role=dialog]")).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  // What is deleted takes its button along.
  await page.getByRole("button", { name: "Actions for the invitation of next@example.com" }).press("Enter");
  await page.getByRole("menuitem", { name: "Revoke" }).press("Enter");
  await page.getByRole("button", { name: "Revoke invitation" }).press("Enter");
  await page.getByText("next@example.com", { exact: true }).waitFor({ state: "detached" });
  await expect.poll(() => focusIsIn(page, "main")).toBe(true);

  await page.goto(`${home}/settings/api-keys?new=true`);
  await page.getByRole("textbox", { name: "Name" }).fill("Shop");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Shop is generated" }).waitFor();
  await expect.poll(() => focusIsIn(page, "[role=dialog]")).toBe(true);

  const stranger = await browser.open(`${server.url}/forgot-password`);
  await stranger.getByLabel("Email").fill("somebody@example.com");
  await stranger.keyboard.press("Enter");
  await stranger.getByLabel("Email").waitFor({ state: "detached" });
  await expect.poll(() => focusIsIn(stranger, "main")).toBe(true);
});

test("what was typed into a dialog is not lost without a question, however the dialog is closed", async () => {
  const page = await browser.open(`${home}/projects`, { cookie });
  const dialog = page.getByRole("dialog", { name: "New project" });
  const question = page.getByRole("dialog", { name: "Close without saving?" });
  const open = async () => {
    await page.getByRole("button", { name: "New project" }).press("Enter");
    await dialog.waitFor();
  };
  await open();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await question.count()).toBe(0);
  await expect.poll(() => focused(page)).toBe("New project");

  await open();
  await dialog.getByLabel("Name").fill("Shop");
  for (const close of [
    () => page.keyboard.press("Escape"),
    () => dialog.getByRole("button", { name: "Close" }).click(),
    () => dialog.getByRole("button", { name: "Cancel" }).click(),
    () => page.goBack(),
  ]) {
    await close();
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    expect(await dialog.getByLabel("Name").inputValue()).toBe("Shop");
  }
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "Discard changes" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => page.url()).toBe(`${home}/projects`);
  await expect.poll(() => focused(page)).toBe("New project");
  await open();
  expect(await dialog.getByLabel("Name").inputValue()).toBe("");
  await dialog.getByLabel("Name").fill("Shop");
  await page.goBack();
  await question.getByRole("button", { name: "Discard changes" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => page.url()).toBe(`${home}/projects`);

  // What was discarded was not sent by the key that discarded it.
  await page.reload();
  await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  await page.getByRole("list", { name: "Projects" }).waitFor();
  expect(await page.getByRole("link", { name: "Shop", exact: true }).count()).toBe(0);

  // One that is not in the address.
  await page
    .getByRole("button", { name: /^Actions for / })
    .first()
    .press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  const rename = page.getByRole("dialog", { name: "Rename project" });
  await rename.getByLabel("Name").fill("Another");
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "Discard changes" }).press("Enter");
  await rename.waitFor({ state: "detached" });
  await expect.poll(() => focusIsIn(page, "main")).toBe(true);
});

test("what is discarded when a page is left is not saved by the key that discards it", async () => {
  const address = `${home}/projects/${filled.world.project_id}/settings`;
  const page = await browser.open(address, { cookie });
  const name = page.getByLabel("Name", { exact: true });
  const before = await name.inputValue();
  await name.fill("Not meant");
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Discard changes" }).press("Enter");
  await page.getByRole("heading", { name: before, level: 1 }).waitFor();
  await page.goto(address);
  await expect.poll(() => name.inputValue()).toBe(before);
});

test("a key that belongs to an input method confirms a word and does nothing else", async () => {
  const page = await browser.open(`${home}/members?dialog=invite`, { cookie });
  const field = page.getByRole("textbox", { name: "Email addresses" });
  await field.fill("kana@example.com");
  for (const key of ["Enter", "Escape", ",", "ArrowLeft"]) await compose(page, key);
  expect(await field.inputValue()).toBe("kana@example.com");
  expect(await page.getByRole("dialog").count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard addresses" }).press("Enter");
  await page.getByRole("dialog").first().waitFor({ state: "detached" });

  await page.goto(`${server.url}/organizations`);
  const search = page.getByRole("searchbox", { name: "Search organizations" });
  await search.fill("Company");
  await compose(page, "Escape");
  expect(await search.inputValue()).toBe("Company");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").fill("Profile");
  await compose(page, "Enter");
  await compose(page, "Escape");
  expect(new URL(page.url()).pathname).toBe("/organizations");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/profile");
});

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])("dialogs fit the window, $width × $height", async (size) => {
  const { owner } = filled.organization;
  for (const name of ["Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"]) {
    const other = await createOrganization(server, `${name} ${size.width}`);
    await addMembership(server, other.id, owner, "viewer");
  }
  const page = await browser.open(`${home}/settings/roles?edit=new`, { cookie, ...size });
  await fits(page, "New role", "Create role");
  await page.goto(`${home}/settings/api-keys?new=true`);
  await fits(page, "Generate New Key", "Generate key");
  await page.goto(`${server.url}/profile`);
  await page.getByRole("button", { name: "Delete account" }).press("Enter");
  await fits(page, "Delete your account?");
  await page.goto(`${home}/settings`);
  await page.getByRole("button", { name: "Add phone number" }).press("Enter");
  await fits(page, "Add phone number", "Add phone number");
});

test("a change of theme is over at once, whatever else fades", async () => {
  const page = await browser.open(`${home}/projects/${filled.world.project_id}/conversations`, { cookie });
  await page.getByRole("list", { name: "Conversations" }).waitFor();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  for (const theme of ["dark", "light"]) {
    const fading = await page.evaluate<number>(`(async () => {
      localStorage.setItem("theme", "${theme}");
      dispatchEvent(new StorageEvent("storage", { key: "theme" }));
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
    })()`);
    expect([theme, fading]).toEqual([theme, 0]);
  }
});

test("Organization Settings are in the product's order", async () => {
  const page = await browser.open(`${home}/settings`, { cookie });
  await page.getByRole("heading", { name: "Phone Numbers" }).waitFor();
  const sections = await page.getByRole("main").getByRole("heading", { level: 2 }).allTextContents();
  expect(sections.slice(0, 4)).toEqual(["Organization Name", "Status", "Billing Address", "Phone Numbers"]);
});

async function fits(page: Page, title: string, action?: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title });
  await dialog.getByRole("button").first().waitFor();
  await expectAccessibleInBothThemes(page);
  const { height, width } = page.viewportSize()!;
  const box = (await dialog.boundingBox())!;
  expect([title, box.y >= 0, box.y + box.height <= height + 1, box.width <= width]).toEqual([title, true, true, true]);
  if (!action) return;
  const button = (await dialog.getByRole("button", { name: action, exact: true }).boundingBox())!;
  expect(button.y + button.height).toBeLessThanOrEqual(height);
}

const focused = (page: Page) => page.evaluate<string>("document.activeElement.textContent");
const focusIsIn = (page: Page, part: string) =>
  page.evaluate<boolean>(`document.activeElement !== document.body && document.activeElement.closest(${JSON.stringify(part)}) !== null`);

/** A key as browsers report it while an input method composes, and as Safari does for the last one. */
async function compose(page: Page, key: string): Promise<void> {
  await page.evaluate(
    `for (const isComposing of [true, false]) document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
      { key: ${JSON.stringify(key)}, keyCode: 229, isComposing, bubbles: true, cancelable: true }))`,
  );
}

async function toastIsClear(page: Page): Promise<void> {
  await page.locator("[data-sonner-toast]").first().waitFor();
  await expect.poll(() => page.evaluate<string[]>(covered)).toEqual([]);
}

/** What lies beneath a toast, by the browser's own account of what is drawn where. */
const covered = `(() => {
  const toasts = [...document.querySelectorAll("[data-sonner-toast]")].map((toast) => toast.getBoundingClientRect());
  const chats = [...document.querySelectorAll("botcadence-widget")].map(({ shadowRoot }) => shadowRoot);
  const pressables = [document, ...chats].flatMap((root) => [...root.querySelectorAll("a[href], button, input, select, textarea")]);
  return pressables.filter((element) => {
    if (element.closest("[data-sonner-toaster]")) return false;
    const one = element.getBoundingClientRect();
    if (one.width < 2 || one.bottom < 0 || one.top > innerHeight) return false;
    return toasts.some((it) => one.left < it.right && it.left < one.right && one.top < it.bottom && it.top < one.bottom);
  }).map((element) => element.ariaLabel ?? element.textContent);
})()`;
