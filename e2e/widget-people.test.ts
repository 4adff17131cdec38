import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Conversation, Message } from "#features/conversations/contract.ts";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { call, createMember, type TestMember } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { ask, expectCited, focused, launcher, message, openChat, question, useLampDesk } from "./lamp-desk.ts";

/** A visitor on another origin, and the team by its API. */
const server = useServer();
const lampDesk = useLampDesk(server);
const site = useCustomerSite((path) => (path === "/" ? { body: lampDesk.tag() } : undefined));
const browser = useBrowser();

let colleague: TestMember;
beforeAll(async () => {
  colleague = await createMember(server, lampDesk.organizationId, "member");
});
let page: Page;
beforeEach(async () => {
  page = await browser.open(`${site.url}/`);
});

const button = (name: string) => page.getByRole("button", { name, exact: true });
const inBar = (name: string) => page.locator("botcadence-widget .bar").getByRole("button", { name });
const line = (text: string) => page.getByRole("log").getByText(text, { exact: true });
const idOf = async () => {
  const texts = await page.evaluate("Object.values(localStorage)");
  return /cnv_\w+/.exec(String(texts))![0];
};
const at = async (rest = "") =>
  `/v1/organizations/${lampDesk.organizationId}/projects/${lampDesk.projectId}/conversations/${await idOf()}${rest}`;
const act = async (what: string, body: object = {}) =>
  expect((await call(server, colleague, `POST ${await at(`/${what}`)}`, body, { origin: server.url })).status).toBeLessThan(300);
const read = async () => (await call<Conversation>(server, colleague, `GET ${await at()}`)).body;
const messages = async () => (await call<{ data: Message[] }>(server, colleague, `GET ${await at("/messages")}`)).body.data;

test("a person is asked for before anything was said, comes, writes, and goes again, without a reload", async () => {
  await openChat(page);
  await inBar("Talk to a person").click();
  await line("You asked for a person.").waitFor();
  expect(await read()).toMatchObject({ handover: "waiting" });
  // The button is gone; the focus is where it was.
  await expect.poll(() => page.evaluate(focusedText)).toBe("Cancel");
  await page.keyboard.press("Enter");
  await line("You no longer wait for a person.").waitFor();
  await expect.poll(() => page.evaluate(focusedText)).toBe("Talk to a person");
  await page.keyboard.press("Enter");
  await button("Cancel").waitFor();

  await act("take-over");
  // Who has it is said before they write.
  await expect.poll(() => page.locator("botcadence-widget #name").textContent()).toBe("Test Person");
  await act("notes", { text: "A note that nobody else reads" });
  await act("messages", { text: "Hello, which lamp is it?" });
  await line("Hello, which lamp is it?").waitFor();
  await expect.poll(() => button("Cancel").count()).toBe(0);
  expect(await message(page).getAttribute("placeholder")).toBe("Write to Test Person");
  expect(await page.locator("botcadence-widget #name").textContent()).toBe("Test Person");
  await act("typing");
  await page.getByText("Test Person is writing").waitFor();
  const told = page.waitForRequest((request) => request.url().endsWith("/typing"));
  await message(page).fill("The r");
  await told;
  await ask(page, "The red one");
  await ask(page, "With the switch");
  await expect
    .poll(async () => (await messages()).filter(({ role }) => role === "visitor").map(({ text }) => text))
    .toEqual(["The red one", "With the switch"]);
  await page.waitForTimeout(500);
  expect(await page.locator("botcadence-widget .turn.agent").count()).toBe(0);
  expect(await page.getByText("A note that nobody else reads").count()).toBe(0);

  await act("give-back");
  await line("The agent answers again.").waitFor();
  await ask(page, question);
  await expectCited(page);
  const lines = await page
    .locator("botcadence-widget .turn")
    .evaluateAll((turns) => turns.map((turn) => turn.className.replace("turn ", "")));
  expect(lines).toEqual(["system", "system", "system", "system", "person", "visitor", "visitor", "system", "visitor", "agent"]);
});

test("an answer is rated, with a comment, and can be rated again; a conversation when it is closed", async () => {
  await openChat(page);
  await ask(page, question);
  await button("It did not help").click();
  await page.getByRole("textbox", { name: "Tell us more, if you like" }).fill("Which parcel?");
  await page.keyboard.press("Enter");
  await page.getByText("Thank you.").waitFor();
  await expect.poll(async () => (await messages()).at(-1)?.rating).toEqual({ score: -1, comment: "Which parcel?" });
  await button("It helped").click();
  await expect.poll(async () => (await messages()).at(-1)?.rating).toEqual({ score: 1, comment: null });

  await page.reload();
  await openChat(page);
  await expect.poll(() => button("It helped").getAttribute("aria-pressed")).toBe("true");

  await inBar("Talk to a person").click();
  await button("Cancel").waitFor();
  await act("take-over");
  await act("close");
  await page.getByRole("group", { name: "Did this conversation help?" }).getByRole("button", { name: "It helped" }).click();
  await expect.poll(async () => (await read()).rating).toEqual({ score: 1, comment: null });
  await ask(page, question);
  await expect.poll(async () => (await read()).handover).toBe("agent");
  await expect.poll(() => page.getByRole("group", { name: "Did this conversation help?" }).count()).toBe(0);
});

test("an answer that was declined offers a person below it", async () => {
  await openChat(page);
  await ask(page, "Who won the regatta of 1911?");
  await page.locator("botcadence-widget .asks").getByRole("button", { name: "Talk to a person" }).click();
  await line("You asked for a person.").waitFor();
});

test("what a person writes while the chat is closed is counted on the launcher, on the next page too", async () => {
  await openChat(page);
  await inBar("Talk to a person").click();
  await button("Cancel").waitFor();
  await act("take-over");
  await line("Test Person is here now.").waitFor();
  await page.keyboard.press("Escape");
  await launcher(page).waitFor();
  await act("messages", { text: "Are you there?" });
  await act("messages", { text: "I can wait." });
  // Nobody opens the chat there.
  await page.goto(`${site.url}/?next`);
  await launcher(page, "Open chat, 2 new messages").waitFor();
  expect(await page.locator("botcadence-widget [role=status]").textContent()).toBe("2 new messages");
  expect(await page.evaluate("document.activeElement.localName")).toBe("body");
  await expectAccessible(page);
  await launcher(page, "Open chat, 2 new messages").click();
  await line("I can wait.").waitFor();
  await page.keyboard.press("Escape");
  await launcher(page).waitFor();
  expect(await page.locator("botcadence-widget .unread").count()).toBe(0);
});

test("where the stream is refused, what a person writes comes all the same", async () => {
  await page.route("**/events", (route) => route.fulfill({ status: 404, json: {}, headers: { "access-control-allow-origin": "*" } }));
  await openChat(page);
  await inBar("Talk to a person").click();
  await button("Cancel").waitFor();
  await act("take-over");
  await act("messages", { text: "Hello without a stream" });
  await line("Hello without a stream").waitFor();
});

test("a team that takes over unasked is seen at once, and so is an answer to another tab's question", async () => {
  await openChat(page);
  await ask(page, question);
  await expectCited(page);
  const second = await page.context().newPage();
  await second.goto(`${site.url}/`);
  await openChat(second);
  await ask(second, "Who pays for the parcel?");
  await page.getByRole("log").getByText("Who pays for the parcel?").waitFor();
  await expect.poll(() => page.locator("botcadence-widget .turn.agent").count()).toBe(2);
  await act("take-over");
  for (const tab of [page, second]) await tab.getByRole("log").getByText("Test Person is here now.").waitFor();
  expect(await page.locator("botcadence-widget .turn").count()).toBe(5);
  expect(await second.locator("botcadence-widget .turn").count()).toBe(5);
  await second.close();
});

test("of two tabs with the same conversation both show what a person writes, and one of them asks", async () => {
  await openChat(page);
  await inBar("Talk to a person").click();
  await button("Cancel").waitFor();
  const second = await page.context().newPage();
  await second.goto(`${site.url}/`);
  await openChat(second);
  await second.getByRole("log").getByText("You asked for a person.").waitFor();
  // Each looks once for what it missed.
  await page.waitForTimeout(1_000);
  const asked = { first: 0, second: 0 };
  const counts = (of: keyof typeof asked) => (request: { url(): string; method(): string }) => {
    if (request.method() === "GET" && request.url().endsWith("/messages")) asked[of]++;
  };
  page.on("request", counts("first"));
  second.on("request", counts("second"));
  await act("take-over");
  await act("messages", { text: "Hello to both" });
  for (const tab of [page, second]) await tab.getByRole("log").getByText("Hello to both").waitFor();
  expect(Math.min(asked.first, asked.second)).toBe(0);
  await second.close();
});

test.each([false, true])("each state can be used by everybody: axe, targets on a phone, the keyboard (dark: %s)", async (dark) => {
  page = await browser.open(`${site.url}/`, { width: 390, height: 780, dark });
  await openChat(page);
  await ask(page, question);
  await button("It did not help").click();
  await page.getByRole("textbox", { name: "Tell us more, if you like" }).waitFor();
  await expectUsable();
  await inBar("Talk to a person").click();
  await button("Cancel").waitFor();
  await expectUsable();
  await act("take-over");
  await act("messages", { text: "Hello" });
  await line("Hello").waitFor();
  await expectUsable();
  await act("close");
  await page.getByRole("group", { name: "Did this conversation help?" }).waitFor();
  await expectUsable();
});

async function expectUsable(): Promise<void> {
  await expectAccessible(page);
  for (const target of await page.getByRole("dialog").locator("button, summary, textarea, a").all())
    expect((await target.boundingBox())?.height, await target.evaluate((element) => element.outerHTML)).toBeGreaterThanOrEqual(44);
}

test("a page without anything said loads no more than the panel, and asks nothing more", async () => {
  await page.goto("about:blank");
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname.replace(/-[\w-]+\.js/, ".js")));
  await page.goto(`${site.url}/`);
  await openChat(page);
  await page.waitForTimeout(500);
  expect(paths.filter((path) => path.startsWith("/widget"))).toEqual([
    "/widget.js",
    expect.stringMatching(/^\/widget\/v1\/agents\/agt_\w+$/),
    "/widget/assets/panel.js",
    expect.stringMatching(/\/conversations$/),
  ]);
  expect(await focused(page)).toBe("Message");
});

const focusedText = "document.activeElement.shadowRoot?.activeElement?.textContent";
