import type { Page } from "playwright-core";
import { beforeEach, expect, test, vi } from "vitest";
import { expectAccessibleInBothThemes, pressUntil, useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
  type TestMember,
  type TestOrganization,
  type TestVisit,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { addPassage, askAll } from "#testing/visitor.ts";
import { useCustomerSite } from "./customer-site.ts";

const server = useServer();
const browser = useBrowser();
let agent = "";
const site = useCustomerSite((path) =>
  path === "/" ? { body: `<script src="${server.url}/widget.js" data-agent="${agent}" async></script>` } : undefined,
);

let organization: TestOrganization;
let project = "";
let mira: TestMember;
let jonas: TestMember;
let address = "";
beforeEach(async () => {
  organization = await createOrganization(server);
  project = await createProject(server, organization.id, organization.owner.id);
  await addPassage(server, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  agent = await createAgent(server, organization, project, { name: "Desk", greeting: "Hello. Ask about parcels." });
  [mira, jonas] = await Promise.all([createMember(server, organization.id, "member"), createMember(server, organization.id, "admin")]);
  await server.database.admin.query("update users set name = case id when $1 then 'Mira' else 'Jonas' end where id in ($1, $2)", [
    mira.id,
    jonas.id,
  ]);
  address = `${server.url}/organizations/${organization.id}/projects/${project}/conversations`;
});

const open = (member: TestMember, search = "", options: { width?: number; height?: number } = {}) =>
  browser.open(`${address}${search}`, { cookie: member.cookie, ...options });
const log = (page: Page) => page.getByRole("log", { name: "Messages" });
const row = (page: Page, title: string | RegExp) => page.getByRole("list", { name: "Conversations" }).getByRole("link", { name: title });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

async function conversationOf(question: string): Promise<TestVisit> {
  const visit = await startConversation(server, agent);
  await askAll(server, visit, question);
  return visit;
}
const wish = (visit: TestVisit) =>
  call(
    server,
    null,
    `POST /widget/v1/conversations/${visit.conversation_id}/handover`,
    {},
    {
      origin: visitorOrigin,
      authorization: `Bearer ${visit.visitor_token}`,
    },
  );

test("a visitor's wish, two people who both want to help, a note, a reply, and the agent again", async () => {
  const [visitor, her, him] = [await browser.open(`${site.url}/`), await open(mira), await open(jonas)];
  await visitor.getByRole("button", { name: "Open chat" }).click();
  await visitor.getByText("Hello. Ask about parcels.").waitFor();
  const say = async (text: string) => {
    await visitor.getByRole("textbox", { name: "Message" }).fill(text);
    await visitor.keyboard.press("Enter");
    await visitor.getByRole("log").getByText(text).waitFor();
  };
  await say("Where is the parcel to Mars?");
  await visitor.getByRole("button", { name: "Send" }).waitFor();
  await say("Can I talk to someone?");
  for (const page of [her, him]) {
    await row(page, /parcel to Mars/)
      .getByText("Waiting")
      .waitFor({ timeout: 20_000 });
    await page.getByText("One waits for a person.").first().waitFor();
    await page.getByRole("link", { name: /^Conversations 1 waiting/ }).waitFor({ timeout: 20_000 });
    await row(page, /parcel to Mars/).click();
    await log(page).getByText("The visitor asked for a person").waitFor();
  }
  await expectAccessibleInBothThemes(her);

  // The other's page still offers it: it has not asked since.
  await him.route("**/conversations/cnv_*", (route) => (route.request().method() === "GET" ? undefined : route.continue()));
  await button(her, "Take over").first().click();
  await her.getByRole("textbox", { name: "Reply to the visitor" }).waitFor();
  await button(him, "Take over").first().click();
  await him.getByText("Mira has this conversation.").first().waitFor();
  await him.unrouteAll({ behavior: "ignoreErrors" });
  await row(him, /parcel to Mars/)
    .getByText("With Mira")
    .waitFor({ timeout: 20_000 });

  await her.keyboard.type("Hello, Mira here. It left on Monday.");
  await her.keyboard.press("ControlOrMeta+Enter");
  await log(her).getByText("Hello, Mira here.").waitFor();
  await her.getByRole("tab", { name: "Note" }).click();
  await her.getByRole("textbox", { name: "Note for the team" }).fill("The label is IE2.");
  await her.keyboard.press("ControlOrMeta+Enter");
  await log(him).getByText("The label is IE2.").waitFor({ timeout: 20_000 });
  await log(him).getByText("Note by Mira, only the team sees it").waitFor();
  await expectAccessibleInBothThemes(her);

  await visitor.reload();
  await visitor.getByRole("button", { name: "Open chat" }).click();
  await visitor.getByText("Hello, Mira here. It left on Monday.").waitFor();
  expect(await visitor.getByText("The label is IE2.").count()).toBe(0);

  await visitor.getByRole("textbox", { name: "Message" }).pressSequentially("Than");
  await log(her).getByText("The visitor is typing").waitFor();
  await her.getByRole("tab", { name: "Reply" }).click();
  await her.getByRole("textbox", { name: "Reply to the visitor" }).pressSequentially("You");
  await visitor.locator("botcadence-widget .dots").waitFor();
  await her.getByRole("textbox", { name: "Reply to the visitor" }).fill("");

  await button(her, "Give back to Desk").click();
  await row(her, /parcel to Mars/)
    .getByText("With you")
    .waitFor({ state: "detached" });
  await say("When do parcels arrive?");
  await visitor.getByText("within three working days").first().waitFor();
  await log(him).getByText("within three working days").first().waitFor({ timeout: 20_000 });
});

test("the keyboard alone goes through conversations, takes one over, writes, notes, assigns and closes", async () => {
  const first = await conversationOf("Where is the parcel to Mars?");
  await conversationOf("When do parcels arrive?");
  await wish(first);
  const page = await open(mira);
  await row(page, /When do parcels/).waitFor();
  await page.keyboard.press("j");
  await expect.poll(() => page.evaluate("document.activeElement.innerText")).toContain("parcel to Mars");
  await log(page).getByText("The visitor asked for a person").waitFor();
  await page.keyboard.press("j");
  await expect.poll(() => page.evaluate("document.activeElement.innerText")).toContain("When do parcels");
  await log(page).getByText("within three working days").first().waitFor();
  await page.keyboard.press("k");
  await log(page).getByText("The visitor asked for a person").waitFor();

  await page.keyboard.press("r");
  await expect.poll(() => page.evaluate("document.activeElement.innerText")).toBe("Take over");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Reply to the visitor");
  await page.keyboard.type("jke");
  expect(await page.evaluate("document.activeElement.value")).toBe("jke");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Messages");
  await page.keyboard.press("n");
  await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Note for the team");
  await page.keyboard.type("Ask the depot.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await log(page).getByText("Ask the depot.").waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("a");
  await page.getByRole("menuitem", { name: "Jonas" }).waitFor();
  await pressUntil(page, "ArrowDown", "Jonas");
  await page.keyboard.press("Enter");
  await log(page).getByText("Jonas has it now").waitFor();
  await page.getByText("Jonas has this conversation.").waitFor({ state: "hidden" });
  await page.keyboard.press("e");
  await log(page).getByText("Mira closed it").waitFor();
  await button(page, "Reopen").press("Enter");
  await log(page).getByText("Mira reopened it").waitFor();
});

test("a draft is kept for its conversation and its writer until it is sent", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  const page = await open(mira, `?conversation=${visit.conversation_id}`);
  await page.getByRole("tab", { name: "Note" }).click();
  const field = page.getByRole("textbox", { name: "Note for the team" });
  await field.fill("Half a thought");
  await page.getByText("Draft kept").waitFor();
  await page.reload();
  await page.getByRole("tab", { name: "Note" }).click();
  expect(await field.inputValue()).toBe("Half a thought");
  await field.press("ControlOrMeta+Enter");
  await log(page).getByText("Half a thought").waitFor();
  await page.reload();
  await page.getByRole("tab", { name: "Note" }).click();
  expect(await field.inputValue()).toBe("");
});

test("a reply whose answer was lost is sent again once, by the same press", async () => {
  const visit = await conversationOf("Where is my parcel?");
  const page = await open(mira, `?conversation=${visit.conversation_id}`);
  await log(page).waitFor();
  await button(page, "Take over").first().click();
  const field = page.getByRole("textbox", { name: "Reply to the visitor" });
  await field.fill("It is on its way.");
  // It arrives, and what says so does not.
  let isLost = false;
  await page.route("**/messages", async (route) => {
    if (route.request().method() !== "POST" || isLost) return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await button(page, "Send").click();
  await page.getByText("The server cannot be reached", { exact: false }).waitFor();
  await button(page, "Send").click();
  await expect.poll(() => field.inputValue()).toBe("");
  const { rows } = await server.database.admin.query("select text from messages where conversation_id = $1 and role = 'person'", [
    visit.conversation_id,
  ]);
  expect(rows).toEqual([{ text: "It is on its way." }]);
});

test("opening a conversation reads it, for who opened it alone and while the tab is seen", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  const page = await open(mira);
  await row(page, /Mars.*Unread/).waitFor();
  await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
  await row(page, /Mars/).click();
  await log(page).getByText("parcel to Mars").waitFor();
  // It would have been noted a second after it was shown.
  await page.waitForTimeout(2_000);
  const unread = async (member: TestMember) =>
    (await call<{ unread: boolean }>(server, member, `GET /v1${new URL(address).pathname}/${visit.conversation_id}`)).body.unread;
  expect(await unread(mira)).toBe(true);
  await page.evaluate("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))");
  await vi.waitUntil(async () => !(await unread(mira)), { timeout: 15_000 });
  expect(await unread(jonas)).toBe(true);
  await row(page, /Mars.*Unread/).waitFor({ state: "detached" });
});

test("what somebody passes by on the way to another conversation is not read", async () => {
  for (const planet of ["Mars", "Venus", "Pluto"]) await conversationOf(`Where is the parcel to ${planet}?`);
  const page = await open(mira);
  await row(page, /Pluto.*Unread/).waitFor();
  for (const planet of ["Pluto", "Venus", "Mars"]) {
    await page.keyboard.press("j");
    await log(page).getByText(`parcel to ${planet}`).waitFor();
  }
  await row(page, /Mars.*Unread/).waitFor({ state: "detached" });
  expect(await row(page, /(?:Venus|Pluto).*Unread/).count()).toBe(2);
});

test("views and filters are in the address, say how many they hold, and end together", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  await conversationOf("When do parcels arrive?");
  await wish(visit);
  const page = await open(mira);
  await button(page, "Needs a person 1").click();
  await row(page, /When do parcels/).waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.get("view")).toBe("waiting");
  await button(page, /^AI 1/).click();
  await row(page, /parcel to Mars/).waitFor({ state: "detached" });
  await row(page, /When do parcels/).waitFor();
  await button(page, "More filters").click();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("combobox", { name: "Outcome" }).click();
  await page.getByRole("option", { name: "Declined" }).click();
  await page.getByText("No conversation matches this").waitFor();
  await page.keyboard.press("Escape");
  await expectAccessibleInBothThemes(page);
  await button(page, "Show all").click();
  await row(page, /parcel to Mars/).waitFor();
  expect(new URL(page.url()).search).toBe("");
});

test("tags are added and removed, the summary says what is open, and a question is answered from there", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  const page = await open(mira, `?conversation=${visit.conversation_id}`);
  const details = page.getByRole("complementary", { name: "Lead & Session Intelligence" });
  await details.getByRole("region", { name: "Summary" }).getByText("Where is the parcel to Mars?").waitFor();
  await details.getByRole("region", { name: "User information" }).getByText("shop.example").waitFor();
  await button(page, "Add a tag").press("Enter");
  await page.keyboard.type("space travel");
  await page.keyboard.press("Enter");
  await button(page, "Remove the tag space travel").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Add a tag");
  await expectAccessibleInBothThemes(page);
  await page.goto(`${address}?tag=space+travel`);
  await row(page, /parcel to Mars/).click();
  await button(page, "Remove the tag space travel").press("Enter");
  await button(page, "Remove the tag space travel").waitFor({ state: "detached" });

  await details.getByRole("button", { name: /^Add an answer to/ }).press("Enter");
  await page.getByRole("dialog").getByRole("textbox", { name: "Answer" }).fill("It takes seven months.");
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await details.getByRole("region", { name: "Not in the Knowledge Base" }).waitFor({ state: "detached" });
});

test("on a phone the list leads to the chat and the chat to its details, and Back leads back", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  await wish(visit);
  const page = await open(mira, "", { width: 390, height: 844 });
  await row(page, /parcel to Mars/).waitFor();
  await expectAccessibleInBothThemes(page);
  await row(page, /parcel to Mars/).click();
  await page.getByRole("heading", { name: /parcel to Mars/, level: 1 }).waitFor();
  await expectAccessibleInBothThemes(page);
  await button(page, "Lead & Session Intelligence").click();
  const sheet = page.getByRole("dialog", { name: "Lead & Session Intelligence" });
  await sheet.getByText("User information").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.goBack();
  await sheet.waitFor({ state: "detached" });
  await log(page).getByText("parcel to Mars").waitFor();
  await page.goBack();
  await row(page, /parcel to Mars/).click();
  await page.getByRole("link", { name: "All conversations" }).click();
  await row(page, /parcel to Mars/).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
});

test("a viewer reads, is told who writes, and has no button that is of no use to them", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  await wish(visit);
  const viewer = await createMember(server, organization.id, "viewer");
  const page = await open(viewer, `?conversation=${visit.conversation_id}`);
  await page.getByText(/^Owners, Admins,? and Members write to visitors\.$/).waitFor();
  for (const name of ["Take over", "Close", "Add a tag", /^Add an answer/])
    expect(await page.getByRole("button", { name, exact: typeof name === "string" }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
  // Who can read a conversation can take its transcript along, and no more.
  await button(page, "More actions").click();
  expect(await page.getByRole("menuitem").allInnerTexts()).toEqual(["Transcript as text", "Transcript as JSON"]);
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Transcript as text" }).click();
  expect((await download).suggestedFilename()).toBe(`${visit.conversation_id}.txt`);
});

test("a conversation is deleted after a question, and its page says so to who still reads it", async () => {
  const visit = await conversationOf("Where is the parcel to Mars?");
  const [her, him] = [
    await open(mira, `?conversation=${visit.conversation_id}`),
    await open(jonas, `?conversation=${visit.conversation_id}`),
  ];
  await log(him).getByText("parcel to Mars").waitFor();
  await button(her, "More actions").click();
  await her.getByRole("menuitem", { name: "Delete conversation" }).click();
  await expectAccessibleInBothThemes(her);
  await her.getByRole("dialog").getByRole("button", { name: "Delete conversation" }).click();
  await her.getByText("The conversation is deleted.").waitFor();
  await her.getByText("No conversation yet").waitFor({ timeout: 15_000 });
  await him.getByText("This conversation does not exist").waitFor({ timeout: 20_000 });
});

test("the state of a list that could not be read, and the way to try again", async () => {
  await conversationOf("Where is the parcel to Mars?");
  const page = await open(mira, "?query=zzz");
  await page.getByText("No conversation matches this").waitFor();
  await page.route("**/v1/**/conversations?*", (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(`${address}?query=parcel`);
  await page.getByText("The conversations could not be loaded.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.unroute("**/v1/**/conversations?*");
  await button(page, "Try again").press("Enter");
  await row(page, /parcel to Mars/).waitFor();
});
