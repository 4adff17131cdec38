import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();

async function setUp() {
  const organization = await createOrganization(server, "Acme");
  const project = await createProject(server, organization.id, organization.owner.id);
  const agent = await createAgent(server, organization, project);
  const path = `/v1/organizations/${organization.id}/projects/${project}`;
  const address = `${server.url}/organizations/${organization.id}/projects/${project}`;
  async function visitor(body: object, question?: string) {
    const visit = await startConversation(server, agent);
    const headers = { origin: visitorOrigin, authorization: `Bearer ${visit.visitor_token}` };
    const { status } = await call(server, null, `PATCH /widget/v1/conversations/${visit.conversation_id}/lead`, body, headers);
    expect(status).toBe(200);
    if (question) await askAll(server, visit, question);
    return visit;
  }
  return { organization, project, agent, path, address, visitor, cookie: organization.owner.cookie };
}

test("a project gets fields of its own, an agent a form with them, and the widget's call answers it; by keyboard", async () => {
  const { agent, path, address, organization, cookie } = await setUp();
  const page = await browser.open(`${address}/leads`, { cookie });
  await page.getByRole("heading", { name: "No leads yet" }).waitFor();
  await expectAccessibleInBothThemes(page);

  await page.goto(`${address}/settings`);
  await page.getByRole("button", { name: "Add a field" }).press("Enter");
  await page.keyboard.type("Company");
  await page.getByRole("button", { name: "Add a field" }).press("Enter");
  await page.keyboard.type("Size");
  await page.getByRole("combobox", { name: "Kind of Size" }).press("Enter");
  await page.getByRole("option", { name: "Choice" }).press("Enter");
  await page.getByRole("textbox", { name: "Choices of Size" }).fill("Small\nLarge");
  await expectAccessibleInBothThemes(page);
  const fields = page.locator("form").filter({ has: page.getByRole("button", { name: "Add a field" }) });
  await fields.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Fields saved").waitFor();

  await page.goto(`${address}/agents/${agent}/website`);
  const form = page.getByRole("region", { name: "Lead form" });
  await form.getByRole("combobox", { name: "When it asks" }).press("Enter");
  await page.getByRole("option", { name: "Before the first message" }).press("Enter");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await form.getByText("Choose at least one field.").waitFor();
  for (const name of ["Ask for Email", "Email is required", "Ask for Size"]) await form.getByRole("checkbox", { name }).press("Space");
  await form.getByRole("textbox", { name: "Sentence to agree to" }).fill("You may write to me.");
  await expectAccessible(page, "section");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Form saved").waitFor();
  const { body } = await call<object>(server, null, `GET /widget/v1/agents/${agent}/lead-form`, undefined, { origin: visitorOrigin });
  expect(body).toEqual({
    mode: "before",
    fields: [
      { name: "email", label: "Email", kind: "email", required: true, choices: [] },
      { name: "size", label: "Size", kind: "choice", required: false, choices: ["Small", "Large"] },
    ],
    consent_sentence: "You may write to me.",
  });
  const member = await createMember(server, organization.id, "member");
  const other = await browser.open(`${address}/settings`, { cookie: member.cookie });
  await other.getByText("Owners and Admins can set how long texts are kept.").waitFor();
  expect((await call<{ retention_days: null }>(server, organization.owner, `GET ${path}/lead-settings`)).body.retention_days).toBeNull();
});

test("a lead is found, read, changed in place, exported and erased", async () => {
  const { address, path, organization, cookie, visitor } = await setUp();
  await call(server, organization.owner, `PATCH ${path}/lead-fields`, {
    fields: [
      { label: "Company", kind: "text" },
      { label: "Seats", kind: "number" },
      { label: "Customer", kind: "boolean" },
    ],
  });
  await visitor(
    { name: "Ann Example", email: "ann@example.com", fields: { company: "Zebra Works", customer: false } },
    "How long does delivery take?",
  );
  await visitor({ phone: "+49 30 123456" }, "Do you ship abroad?");
  await visitor({ name: "Cem" });
  const page = await browser.open(`${address}/leads`, { cookie });
  await page.getByRole("row").filter({ hasText: "Ann Example" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("searchbox", { name: "Search leads" }).fill("zeb");
  await page.getByText("1 lead", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Ann Example" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "Lead" });
  await sheet.getByText("How long does delivery take?").waitFor();
  await expectAccessibleInBothThemes(page);

  await sheet.getByRole("button", { name: "Edit Seats" }).press("Enter");
  await page.keyboard.type("a few");
  await page.keyboard.press("Enter");
  await sheet.getByText("Enter a number.").waitFor();
  await expectAccessible(page);
  await sheet.getByRole("textbox", { name: "Seats" }).fill("12");
  await page.keyboard.press("Enter");
  await sheet.getByText("12", { exact: true }).waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Edit Seats");
  await sheet.getByRole("button", { name: "Edit Email" }).press("Enter");
  await page.keyboard.press("Escape");
  await sheet.getByRole("link", { name: "ann@example.com" }).waitFor();

  const [file] = await Promise.all([page.waitForEvent("download"), chooseAct("Export everything as JSON")]);
  expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({ lead: { name: "Ann Example", fields: { seats: 12 } } });
  await chooseAct("Erase visitor");
  const dialog = page.getByRole("dialog", { name: "Erase this visitor?" });
  await dialog.getByText("1 conversation with all").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Erase visitor" }).press("Enter");
  await page.getByText("The visitor is erased.").waitFor();
  await page.getByRole("searchbox", { name: "Search leads" }).fill("");
  await page.getByText("2 leads", { exact: true }).waitFor();
  expect(await page.getByText("Ann Example").count()).toBe(0);

  async function chooseAct(name: string) {
    await sheet.getByRole("button", { name: "Actions for this lead" }).press("Enter");
    await page.getByRole("menuitem", { name }).press("Enter");
  }
});

test("beside a conversation stands who its visitor is; a shorter retention is asked for once more", async () => {
  const { address, cookie, visitor } = await setUp();
  const visit = await visitor({ name: "Ann Example" }, "How long does delivery take?");
  const page = await browser.open(`${address}/conversations?conversation=${visit.conversation_id}`, { cookie });
  const panel = page.getByRole("region", { name: "Lead" });
  await panel.getByText("Ann Example").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.goto(`${address}/settings`);
  const days = page.getByRole("textbox", { name: "Keep texts and leads for" });
  await days.fill("30");
  const retention = page.locator("form").filter({ has: days });
  await retention.getByRole("button", { name: "Save" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Remove what is older than 30 days?" });
  await dialog.waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Set retention" }).press("Enter");
  await page.getByText("Retention saved").waitFor();
});

test("on a phone the leads are a list with their contact, and nothing scrolls sideways", async () => {
  const { address, cookie, visitor } = await setUp();
  await visitor({ name: `Ann ${"Very-long-name".repeat(5)}`, email: `${"a".repeat(60)}@example.com` }, "How long?");
  const page = await browser.open(`${address}/leads`, { width: 390, cookie });
  await page.getByRole("list", { name: "Leads" }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Ann/ }).click();
  await page.getByRole("dialog", { name: "Lead" }).getByText("About this visitor").waitFor();
  await expectAccessible(page);
});
