import { beforeEach, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
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

const server = useServer();
const browser = useBrowser();
let organization: TestOrganization;
let project = "";
let mira: TestMember;
let visit: TestVisit;
let api = "";
let address = "";
beforeEach(async () => {
  organization = await createOrganization(server);
  project = await createProject(server, organization.id, organization.owner.id);
  await addPassage(server, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  const agent = await createAgent(server, organization, project, { name: "Desk", greeting: "Hello." });
  mira = await createMember(server, organization.id, "member");
  await server.database.admin.query("update users set name = 'Mira' where id = $1", [mira.id]);
  visit = await startConversation(server, agent);
  await askAll(server, visit, "Where is the parcel to Mars?");
  api = `/v1/organizations/${organization.id}/projects/${project}`;
  address = `${server.url}/organizations/${organization.id}/projects/${project}/conversations`;
});

const asVisitor = (route: string, body: object) =>
  call(server, null, route.replace("{conversation_id}", visit.conversation_id), body, {
    origin: visitorOrigin,
    authorization: `Bearer ${visit.visitor_token}`,
  });
const openOne = (options: { width?: number; height?: number } = {}) =>
  browser.open(`${address}?conversation=${visit.conversation_id}`, { cookie: mira.cookie, ...options });
const field = (page: Page) => page.getByRole("textbox", { name: "Reply to the visitor" });
const dialog = (page: Page) => page.getByRole("dialog");
const takeOver = () => call(server, mira, `POST ${api}/conversations/${visit.conversation_id}/take-over`, {});
const selected = (page: Page) =>
  page.evaluate("document.activeElement.value?.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)");

test("a reply is saved, found by its shortcut, filled in and sent by the keyboard alone; its blanks hold it back", async () => {
  await asVisitor("PATCH /widget/v1/conversations/{conversation_id}/lead", { name: "Hanna" });
  await takeOver();
  const page = await openOne();
  await field(page).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.press("/");
  await dialog(page).getByText("No saved reply yet").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog(page).getByRole("button", { name: "New saved reply" }).press("Enter");
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("Return label");
  await dialog(page)
    .getByRole("textbox", { name: "Text" })
    .fill("Hello {visitor_name}, the label for {order_number} is on its way. {my_name}, {agent_name}, {project_name}");
  await dialog(page).getByRole("textbox", { name: "Shortcut" }).fill("/Label");
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  const finder = dialog(page).getByRole("combobox", { name: "Find a saved reply" });
  await finder.waitFor();
  await call(server, mira, `POST ${api}/saved-replies`, { name: "Hours", text: "Until five." });
  // What a colleague saves is there without reading the page again.
  await dialog(page).getByRole("option", { name: "Hours" }).waitFor({ timeout: 20_000 });
  await finder.fill("/lab");
  await dialog(page).getByText("Hello Hanna, the label for {order_number}").waitFor();
  await expectAccessibleInBothThemes(page);
  await finder.press("Enter");
  await dialog(page).waitFor({ state: "detached" });
  const { rows } = await server.database.admin.query("select name from projects where id = $1", [project]);
  expect(await field(page).inputValue()).toBe(
    `Hello Hanna, the label for {order_number} is on its way. Mira, Desk, ${(rows[0] as { name: string }).name}`,
  );
  await expect.poll(() => selected(page)).toBe("{order_number}");
  await page.getByText("Still to fill in:").waitFor();
  await expectAccessibleInBothThemes(page);

  await page.keyboard.press("End");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(() => selected(page)).toBe("{order_number}");
  await page.keyboard.type("NW-20377");
  await page.getByText("Still to fill in:").waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("log", { name: "Messages" }).getByText("Hello Hanna, the label for NW-20377").waitFor();
});

test("one is edited and deleted where it is chosen, a name that is not known stays a blank, and on a phone it fits", async () => {
  await takeOver();
  await call(server, mira, `POST ${api}/saved-replies`, { name: "Greeting", text: "Hello {visitor_name}." });
  await call(server, mira, `POST ${api}/saved-replies`, { name: "Hours", text: "Until five." });
  const page = await openOne({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Saved replies" }).click();
  await dialog(page).getByRole("option", { name: "Greeting", selected: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await dialog(page).getByRole("option", { name: "Hours", selected: true }).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog(page).getByRole("button", { name: "Edit" }).click();
  await dialog(page).getByRole("textbox", { name: "Text" }).fill("Until six.");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).getByText("Until six.").waitFor();
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await dialog(page).getByRole("button", { name: "Delete saved reply" }).click();
  await dialog(page).getByRole("option", { name: "Greeting", selected: true }).waitFor();
  expect(await dialog(page).getByRole("option").count()).toBe(1);
  await dialog(page).getByRole("button", { name: "Insert" }).click();
  await page.getByRole("button", { name: "Fill in visitor name" }).click();
  await expect.poll(() => selected(page)).toBe("{visitor_name}");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await page.getByRole("button", { name: "Send with the blanks" }).click();
  await page.getByRole("log", { name: "Messages" }).getByText("Hello {visitor_name}.").waitFor();
});

test("each chooses how they hear; the browser is asked by a button, and says in its title and a notification who waits", async () => {
  const page = await browser.open(address, { cookie: mira.cookie });
  await page.addInitScript(`
    globalThis.told = [];
    globalThis.Notification = class {
      static permission = localStorage.getItem("allowed") ?? "default";
      static async requestPermission() { localStorage.setItem("allowed", "granted"); return (this.permission = "granted"); }
      constructor(title, { body }) { told.push([title, body]); }
      addEventListener() {}
    };
    document.hasFocus = () => false;`);
  await page.reload();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "How you hear of conversations" }).click();
  await dialog(page).getByRole("button", { name: "Allow notifications" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog(page).getByRole("combobox", { name: "By mail" }).click();
  await page.getByRole("option", { name: "Not by mail" }).click();
  await page.getByText("Saved.").waitFor();
  const choice = await call<{ mail: string }>(server, mira, `GET /v1/organizations/${organization.id}/conversation-notices`);
  expect(choice.body.mail).toBe("off");
  await dialog(page).getByRole("button", { name: "Allow notifications" }).click();
  await dialog(page).getByRole("button", { name: "Turn notifications off" }).waitFor();
  expect(await page.title()).not.toMatch(/^\(/);

  // Somebody looks at another tab.
  await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
  await asVisitor("POST /widget/v1/conversations/{conversation_id}/handover", {});
  await expect.poll(() => page.title(), { timeout: 20_000 }).toMatch(/^\(1\) /);
  const { rows } = await server.database.admin.query("select name from projects where id = $1", [project]);
  expect(await page.evaluate("told")).toEqual([["A visitor waits for a person", `In the project ${(rows[0] as { name: string }).name}`]]);
});
