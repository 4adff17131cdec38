import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite, type CustomerPage } from "./customer-site.ts";
import { ask, expectCited, focused, greeting, launcher, message, openChat, question, useLampDesk } from "./lamp-desk.ts";

const server = useServer();
const desk = useLampDesk(server);
const site = useCustomerSite((path) => scripts[path] ?? pages[path]?.());
const browser = useBrowser();

const scripts: Record<string, { script: string }> = {
  "/turbo.js": { script: "@hotwired/turbo/dist/turbo.es2017-umd.js" },
  "/htmx.js": { script: "htmx.org/dist/htmx.min.js" },
  "/idiomorph.js": { script: "idiomorph/dist/idiomorph.min.js" },
  "/tabbable.js": { script: "tabbable/dist/index.umd.min.js" },
  "/focus-trap.js": { script: "focus-trap/dist/focus-trap.umd.min.js" },
};
const load = (name: string) => `<script src="/${name}.js"></script>`;
const nextLink = (path: string) => `<a href="${path}">Next page</a>`;
const mark = "<script>window.mark ??= Math.random();</script>";

const pages: Record<string, () => CustomerPage> = {
  "/turbo": () => ({ head: mark + load("turbo") + desk.tag(), body: nextLink("/turbo/next") }),
  "/turbo/next": () => ({ head: mark + load("turbo") + desk.tag(), body: "<p>The second page.</p>" }),
  "/turbo-body": () => ({ head: mark + load("turbo"), body: nextLink("/turbo-body/next") + desk.tag() }),
  "/turbo-body/next": () => ({ head: mark + load("turbo"), body: nextLink("/turbo-body/none") + desk.tag() }),
  "/turbo-body/none": () => ({ head: mark + load("turbo"), body: "<p>No chat here.</p>" }),
  "/turbo-morph": () => ({
    head: `<meta name="turbo-refresh-method" content="morph"><meta name="turbo-refresh-scroll" content="preserve">${mark}${load("turbo")}${desk.tag()}`,
    body: "<p>The same page.</p>",
  }),
  "/htmx": () => ({ head: mark + load("htmx") + desk.tag(), body: `<div hx-boost="true">${nextLink("/htmx/next")}</div>` }),
  "/htmx/next": () => ({ head: mark + load("htmx") + desk.tag(), body: "<p>The second page.</p>" }),
  "/field": () => ({ head: desk.tag(), body: '<input aria-label="Search">' }),
  "/plain": () => ({ head: mark + load("idiomorph") + desk.tag(), body: "<p>One page.</p>" }),
  "/trap": () => ({
    head: load("tabbable") + load("focus-trap") + desk.tag(),
    body: `<div id="dialog" role="dialog" aria-label="Newsletter"><input aria-label="Email"><button>Subscribe</button></div>
      <script>window.given = 0; window.trap = focusTrap.createFocusTrap("#dialog", { onDeactivate: () => given++ }); trap.activate();</script>`,
  }),
  // As dialogs of other libraries do it: whatever gets the focus outside gives it back, and Tab is theirs.
  "/jealous": () => ({
    head: desk.tag(),
    body: `<div id="dialog"><input aria-label="Email"></div><script>
      const dialog = document.querySelector("#dialog"), field = dialog.firstChild;
      window.keys = [];
      document.addEventListener("focusin", ({ target }) => dialog.contains(target) || field.focus());
      document.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !dialog.contains(relatedTarget) && field.focus());
      document.addEventListener("keydown", (event) => { keys.push(event.key); if (event.key === "Tab") { event.preventDefault(); field.focus(); } }, true);
      field.focus();</script>`,
  }),
  "/stripped": () => ({ body: `<script src="${server.url}/widget.js?agent=${desk.agentId}&position=left"></script>` }),
  "/stripped-module": () => ({ body: `<script type="module" src="${server.url}/widget.js?agent=${desk.agentId}"></script>` }),
  "/inline": () => ({
    head: load("tabbable") + load("focus-trap"),
    body: `<div id="dialog" role="dialog" aria-label="Help"><input aria-label="Email"><div style="width: 360px; height: 520px"><botcadence-widget mode="inline" agent="${desk.agentId}"></botcadence-widget></div></div>
      <script src="${server.url}/widget.js"></script>
      <script>window.given = 0; focusTrap.createFocusTrap("#dialog", { onDeactivate: () => given++, tabbableOptions: { getShadowRoot: true } }).activate();</script>`,
  }),
  "/nameless": () => ({ body: `<script src="${server.url}/widget.js" async></script>` }),
};

test.each(["/turbo", "/turbo-body", "/htmx"])(
  "on %s the next page has the chat as it was, open, with its text and its focus",
  async (path) => {
    const page = await browser.open(`${site.url}${path}`);
    const loaded = await page.evaluate("mark");
    await openChat(page);
    await ask(page, question);
    await expectCited(page);
    await message(page).fill("Half a thought");
    await page.getByRole("link", { name: "Next page" }).dispatchEvent("click");
    await page.waitForURL(`**${path}/next`);
    await expectAsItWas(page, loaded);
    await page.goBack();
    await page.getByRole("link", { name: "Next page" }).waitFor();
    await expectAsItWas(page, loaded);
  },
);

test("a page without the tag in its body has no chat, and the one before it has it again", async () => {
  const page = await browser.open(`${site.url}/turbo-body/next`);
  await launcher(page).waitFor();
  await page.getByRole("link", { name: "Next page" }).click();
  await page.getByText("No chat here.").waitFor();
  expect(await page.locator("botcadence-widget").count()).toBe(0);
  await page.goBack();
  await launcher(page).waitFor();
  expect(await page.locator("botcadence-widget").count()).toBe(1);
});

test("a page that is refreshed by morphing keeps the chat", async () => {
  const page = await browser.open(`${site.url}/turbo-morph`);
  const loaded = await page.evaluate("mark");
  await openChat(page);
  await ask(page, question);
  await expectCited(page);
  await message(page).fill("Half a thought");
  const rendered = page.evaluate("new Promise((done) => addEventListener('turbo:render', () => done(), { once: true }))");
  await page.evaluate("void Turbo.visit(location.href, { action: 'replace' })");
  await rendered;
  await expectAsItWas(page, loaded);
});

test.each([
  ["its content is replaced", "document.body.innerHTML = '<p>New.</p>'"],
  ["it is replaced", "document.body = document.createElement('body')"],
  ["it is replaced by a copy with a cached chat", "document.body.replaceWith(document.body.cloneNode(true))"],
  ["it is morphed", "Idiomorph.morph(document.body, '<body><p>New.</p></body>')"],
  ["the whole document is replaced", "document.documentElement.replaceWith(document.documentElement.cloneNode(true))"],
])("the chat stays in the body when %s", async (_what, change) => {
  const page = await browser.open(`${site.url}/plain`);
  const loaded = await page.evaluate("mark");
  await openChat(page);
  await ask(page, question);
  await expectCited(page);
  await message(page).fill("Half a thought");
  for (let time = 0; time < 2; time++) await page.evaluate(`void (${change})`);
  await expectAsItWas(page, loaded);
});

test("a chat that is put back stands where it was scrolled to", async () => {
  const page = await browser.open(`${site.url}/plain`, { width: 1280, height: 420 });
  await openChat(page);
  for (let time = 0; time < 3; time++) {
    await ask(page, question);
    await page.locator("botcadence-widget summary").nth(time).waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor();
  }
  const distance = () => page.getByRole("log").evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await expect.poll(distance).toBeLessThan(2);
  await page.evaluate("void (document.body.innerHTML = '')");
  await expect.poll(distance).toBeLessThan(2);
});

test("a focus trap of the page takes neither the chat's clicks nor its keys", async () => {
  const page = await browser.open(`${site.url}/trap`);
  await openChat(page);
  expect(await focused(page)).toBe("Message");
  await page.keyboard.type("Half");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("Message");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
  await expectCited(page);
  await page.getByRole("button", { name: "New conversation" }).click();
  await page.getByText(greeting).waitFor();
  await page.keyboard.press("Escape");
  await launcher(page).waitFor();
  // The page's own dialog is still open, and still a trap for what is outside both.
  expect(await page.evaluate("given")).toBe(0);
});

test("a page that gives every focus back to its dialog, and takes every Tab, leaves the chat alone", async () => {
  const page = await browser.open(`${site.url}/jealous`);
  await openChat(page);
  await expect.poll(() => focused(page)).toBe("Message");
  await page.keyboard.type(question);
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Send");
  await page.keyboard.press("Enter");
  await expectCited(page);
  expect(await page.evaluate("keys")).toEqual([]);
});

test.each(["/stripped", "/stripped-module"])("on %s, where the tag lost its attributes, its address names the agent", async (path) => {
  const page = await browser.open(`${site.url}${path}`);
  await openChat(page);
  await ask(page, question);
  await expectCited(page);
});

test("a chat inside a dialog of the page leaves the dialog its keys", async () => {
  const page = await browser.open(`${site.url}/inline`);
  await page.getByText(greeting).waitFor();
  await message(page).click();
  await page.keyboard.type("Half a thought");
  expect(await message(page).inputValue()).toBe("Half a thought");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate("given")).toBe(1);
});

test("a visitor who left the chat for the page stays there, and one who came back to it has it back", async () => {
  const page = await browser.open(`${site.url}/field`);
  await openChat(page);
  await page.getByLabel("Search").click();
  await message(page).click();
  await page.evaluate("void (document.querySelector('main').replaceWith('New.'), document.querySelector('botcadence-widget').remove())");
  await expect.poll(() => focused(page)).toBe("Message");
  await page.mouse.click(600, 300);
  await page.evaluate("void document.querySelector('botcadence-widget').remove()");
  await launcher(page, "Close chat").waitFor();
  expect(await page.evaluate("document.activeElement === document.body")).toBe(true);
});

test("a tag that names no agent says so in the console, and one for a chat inside the page does not", async () => {
  const page = await browser.open("about:blank");
  const said: string[] = [];
  page.on("console", (line) => void said.push(line.text()));
  await page.goto(`${site.url}/inline`);
  await page.getByText(greeting).waitFor();
  expect(said).toEqual([]);
  await page.goto(`${site.url}/nameless`);
  await expect.poll(() => said).toEqual([expect.stringContaining("neither data-agent nor ?agent= is set")]);
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  "the Enter and Escape of an input method (%o) neither send nor close",
  async (composing) => {
    const page = await browser.open(`${site.url}/plain`);
    await openChat(page);
    await message(page).fill("こんにちは");
    // Playwright types no input method. What one sends is an event that says so.
    const press = (key: string, options: object) =>
      page.evaluate(
        `document.querySelector("botcadence-widget").shadowRoot.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", ${JSON.stringify({ key, bubbles: true, cancelable: true, composed: true, ...options })}))`,
      );
    for (const key of ["Enter", "Escape"]) await press(key, composing);
    expect(await message(page).inputValue()).toBe("こんにちは");
    expect(await page.getByRole("dialog").count()).toBe(1);
    await press("Enter", {});
    await expect.poll(() => message(page).inputValue()).toBe("");
  },
);

/** Nothing was reloaded, and the chat is there once, open, with its answer, what was being written, and the focus. */
async function expectAsItWas(page: Page, loaded: unknown): Promise<void> {
  await page.getByRole("dialog", { name: "Lamp desk" }).waitFor();
  expect(await page.evaluate("mark")).toBe(loaded);
  expect(await page.locator("botcadence-widget").count()).toBe(1);
  expect(await message(page).inputValue()).toBe("Half a thought");
  expect(await focused(page)).toBe("Message");
  await page.getByRole("log").getByText(question).waitFor();
}
