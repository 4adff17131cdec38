import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite, type CustomerPage } from "./customer-site.ts";
import { ask, expectCited, focused, greeting, launcher, message, openChat, question, useLampDesk } from "./lamp-desk.ts";

const server = useServer();
const lampDesk = useLampDesk(server);
const site = useCustomerSite((path) => pages[path]?.());
const browser = useBrowser();

const pages: Record<string, () => CustomerPage> = {
  "/": () => ({
    body: tag(),
    head: `<script>window.answers = []; addEventListener("botcadence:answer", (event) => answers.push(event.detail));</script>`,
  }),
  "/dark": () => ({ body: tag("data-theme=dark") }),
  // As browsers from before popovers, and from before light-dark().
  "/old": () => ({
    body: tag(),
    head: `<script>CSS.supports = () => false; delete HTMLElement.prototype.togglePopover; window.errors = []; addEventListener("error", ({ message }) => errors.push(message))</script>`,
  }),
  // Everything in its power to break what it embeds.
  "/hostile": () => ({
    body: tag(),
    head: `<style>html { font-size: 40px } body { transform: rotate(0) } main { color: #222; background: #fff }
      * { letter-spacing: 9px !important; text-transform: uppercase !important; line-height: 3 !important }
      button, section, textarea, [role] { display: none !important } :root, * { --accent: red; --surface: red; --text: red }
      botcadence-widget { display: none !important; opacity: 0 !important; transform: scale(3) !important; color: red !important; font-size: 60px !important }</style>`,
  }),
  "/strict": () => ({
    body: tag(),
    headers: {
      "content-security-policy": `default-src 'none'; img-src data:; style-src 'self'; script-src ${server.url}; connect-src ${server.url}`,
    },
  }),
  "/busy": () => ({ body: tag(), head: `<script>window.waiting = []; window.requestIdleCallback = (run) => waiting.push(run);</script>` }),
  "/often": () => ({
    head: `<script>window.before = Object.getOwnPropertyNames(window);</script>${tag()}`,
    body: `${tag("type=module")}<script>const late = document.createElement("script"); late.src = "${server.url}/widget.js"; late.dataset.agent = "${lampDesk.agentId}"; document.body.append(late);</script>`,
  }),
  "/module": () => ({
    body: `<script type="module" src="${server.url}/widget.js" data-agent="${lampDesk.agentId}" data-position="left"></script>`,
  }),
  "/inline": () => ({
    body: `<div style="width: 360px; height: 520px"><botcadence-widget mode="inline" agent="${lampDesk.agentId}" api="${server.url}"></botcadence-widget></div><script src="${server.url}/widget.js" async></script>`,
  }),
};
const tag = (attributes = "async") => lampDesk.tag(attributes);

test("a visitor on another origin gets a streamed answer with its citation, and finds it again after a reload", async () => {
  const page = await browser.open(`${site.url}/`);
  await openChat(page);
  const asked = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/messages"));
  await ask(page, question);
  expect((await asked).headers()["content-type"]).toContain("text/event-stream");
  await expectCited(page);
  expect(await page.evaluate("answers")).toEqual([
    { conversation_id: expect.stringMatching(/^cnv_/), message_id: expect.stringMatching(/^msg_/) },
  ]);
  // What is told of the visit is told once there is a conversation that keeps it.
  const [{ conversation_id: id }] = await page.evaluate<[{ conversation_id: string }]>("answers");
  const visit = () => server.database.admin.query("select page from visits where conversation_id = $1", [id]);
  await expect.poll(async () => (await visit()).rows).toEqual([{ page: `${site.url}/` }]);

  await page.reload();
  await openChat(page);
  await page.getByRole("log").getByText(question).waitFor();
  await expectCited(page);

  await page.getByRole("button", { name: "New conversation" }).click();
  await expect.poll(() => page.getByRole("log").getByText(question).count()).toBe(0);
  await page.getByText(greeting).waitFor();
});

test("the keyboard is enough, Escape closes, and the focus goes in and comes back", async () => {
  const page = await browser.open(`${site.url}/`);
  await launcher(page).waitFor();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Open chat");
  await page.keyboard.press("Enter");
  await page.getByText(greeting).waitFor();
  expect(await focused(page)).toBe("Message");
  await page.keyboard.type("A line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("and one more");
  expect(await message(page).inputValue()).toBe("A line\nand one more");
  await message(page).fill(question);
  await page.keyboard.press("Enter");
  await page.getByText("Returns policy", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Send" }).waitFor();
  expect(await focused(page)).toBe("Message");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await focused(page)).toBe("Open chat");
});

test("on a phone the chat takes the whole screen, keeps the focus inside, and its targets are large enough", async () => {
  const page = await browser.open(`${site.url}/`, { width: 390, height: 780 });
  await openChat(page);
  expect(await page.getByRole("dialog").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
  expect(await page.getByRole("dialog").getAttribute("aria-modal")).toBe("true");
  await ask(page, question);
  await expectCited(page);
  for (const button of await page.getByRole("dialog").locator("button, summary, textarea").all()) {
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  for (let presses = 0; presses < 16; presses++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.localName")).toBe("botcadence-widget");
  }
  await page.getByRole("button", { name: "Close chat" }).click();
  await launcher(page).waitFor();
});

test.each(["/", "/dark"])("axe finds nothing, closed, open and on a phone (%s)", async (path) => {
  const page = await browser.open(`${site.url}${path}`);
  await launcher(page).waitFor();
  await expectAccessible(page);
  await openChat(page);
  await ask(page, question);
  await expectCited(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 780 });
  await expectAccessible(page);
});

test("in a browser that is too old nothing is shown, and nothing fails", async () => {
  const page = await browser.open(`${site.url}/old`);
  await page.waitForLoadState("networkidle");
  expect(await page.locator("botcadence-widget").count()).toBe(0);
  expect(await page.evaluate("[errors, customElements.get('botcadence-widget') === undefined]")).toEqual([[], true]);
});

test("nothing on the page moves", async () => {
  const page = await browser.open(`${site.url}/`);
  await page.evaluate(
    "window.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) => ({ value, sources: sources.map(({ previousRect, currentRect }) => [previousRect, currentRect]) })))).observe({ type: 'layout-shift', buffered: true })",
  );
  await openChat(page);
  // Longer than a line, so that the composer grows as it is written and shrinks as it is sent.
  const oneLine = (await message(page).boundingBox())?.height ?? 0;
  await message(page).fill(`${question} I have only the lamp itself and the invoice.`);
  expect((await message(page).boundingBox())?.height).toBeGreaterThan(oneLine);
  await message(page).press("Enter");
  await page.locator("botcadence-widget summary").first().waitFor();
  await page.getByRole("group", { name: "Did this help?" }).waitFor();
  expect(await page.evaluate("shifts")).toEqual([]);
});

test("over the wire the loader has at most 3 kB, and everything up to the open panel 16 kB", async () => {
  const page = await browser.open("about:blank");
  const sizes: { path: string; bytes: Promise<number> }[] = [];
  page.on("requestfinished", (request) => {
    const url = new URL(request.url());
    if (url.origin === server.url && !url.pathname.startsWith("/widget/v1/")) {
      sizes.push({ path: url.pathname, bytes: request.sizes().then((size) => size.responseBodySize) });
    }
  });
  await page.goto(`${site.url}/`);
  await launcher(page).waitFor();
  expect(sizes.map(({ path }) => path)).toEqual(["/widget.js"]);
  expect(await sizes[0]?.bytes).toBeLessThanOrEqual(3_000);
  await openChat(page);
  expect(sizes).toHaveLength(2);
  const all = await Promise.all(sizes.map(({ bytes }) => bytes));
  expect(all.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(16_000);
});

test("the loader does nothing before the page is idle, and asks our server only whether the agent answers there until it is opened", async () => {
  const page = await browser.open("about:blank");
  const requests: string[] = [];
  page.on("request", (request) => void (request.url().startsWith(server.url) && requests.push(new URL(request.url()).pathname)));
  await page.goto(`${site.url}/busy`);
  await expect.poll(() => page.evaluate("waiting.length")).toBe(1);
  expect(await page.evaluate("document.querySelectorAll('botcadence-widget').length")).toBe(0);
  expect(await page.evaluate("customElements.get('botcadence-widget') === undefined")).toBe(true);
  await page.evaluate("waiting.forEach((run) => run())");
  await launcher(page).waitFor();
  expect(requests).toEqual(["/widget.js", `/widget/v1/agents/${lampDesk.agentId}`]);
});

test("the greeting comes on a page that is too busy to draw when the conversation begins", async () => {
  const page = await browser.open("about:blank");
  // Nothing drawn, and what should follow within a tenth of a second only after the conversation has begun.
  await page.addInitScript(`
    requestAnimationFrame = () => 0;
    const later = setTimeout;
    setTimeout = (run, ms = 0, ...words) => later(run, ms > 0 && ms < 100 ? 3_000 : ms, ...words);
  `);
  await page.goto(`${site.url}/`);
  await openChat(page);
});

test("it works under a strict content security policy, without a violation", async () => {
  const page = await browser.open("about:blank");
  const complaints: string[] = [];
  page.on("console", (line) => void (line.type() === "error" && complaints.push(line.text())));
  await page.goto(`${site.url}/strict`);
  await openChat(page);
  await ask(page, `${question}\n\n\n`);
  await expectCited(page);
  expect(complaints).toEqual([]);
});

test("named three times, in the head, as a module and by a script, it appears once and leaves no name on the page", async () => {
  const page = await browser.open(`${site.url}/often`);
  await launcher(page).waitFor();
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate("document.querySelectorAll('botcadence-widget').length")).toBe(1);
  const added = "Object.getOwnPropertyNames(window).filter((name) => !before.includes(name) && name !== 'before')";
  expect(await page.evaluate(added)).toEqual([]);
});

test("as a module it finds its agent, and is at the left when told so", async () => {
  const page = await browser.open(`${site.url}/module`);
  await openChat(page);
  await page.mouse.move(640, 100);
  expect((await launcher(page, "Close chat").boundingBox())?.x).toBe(24);
  expect((await page.getByRole("dialog").boundingBox())?.x).toBe(24);
});

test("a page that styles everything neither breaks it nor is changed by it", async () => {
  const calm = await browser.open(`${site.url}/`);
  const hostile = await browser.open(`${site.url}/hostile`);
  for (const page of [calm, hostile]) {
    await openChat(page);
    await ask(page, question);
    await expectCited(page);
  }
  // Both have come to rest: the log has scrolled, the composer is a line high again.
  await expect.poll(() => look(hostile)).toEqual(await look(calm));
  expect(await hostile.evaluate("document.adoptedStyleSheets.length + document.querySelectorAll('link[rel=stylesheet]').length")).toBe(0);
});

test("a lost connection is said, and trying again answers", async () => {
  const page = await browser.open(`${site.url}/`);
  await openChat(page);
  let isCut = true;
  await page.route("**/widget/v1/conversations/*/messages", (route) => (isCut ? route.abort("internetdisconnected") : route.continue()));
  await ask(page, question);
  await page.getByText("The connection was lost.").waitFor();
  await expectAccessible(page);
  isCut = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expectCited(page);
  expect(await page.getByRole("log").getByText(question).count()).toBe(1);
});

test("inline it fills its container with the open chat, and leaves the focus where it was", async () => {
  const page = await browser.open(`${site.url}/inline`);
  await page.getByText(greeting).waitFor();
  expect(await page.getByRole("group", { name: "Lamp desk" }).boundingBox()).toMatchObject({ width: 360, height: 520 });
  expect(await page.evaluate("document.activeElement === document.body")).toBe(true);
  expect(await page.getByRole("button", { name: /Open chat|Close chat/ }).count()).toBe(0);
  await ask(page, question);
  await expectCited(page);
  await expectAccessible(page);
});

/** What a visitor sees of the chat's parts: their places and their computed type and colours. */
function look(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelector("botcadence-widget").shadowRoot.querySelectorAll(".launcher, .panel, #name, .bubble, textarea, summary")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { color, backgroundColor, fontSize, fontFamily, lineHeight, letterSpacing, textTransform } = getComputedStyle(element);
    return { className: element.className, x, y, width, height, color, backgroundColor, fontSize, fontFamily, lineHeight, letterSpacing, textTransform };
  })`);
}
