import { beforeEach, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Agent } from "#features/agents/contract.ts";
import type { AgentDraft } from "#features/agents/contract/versions.ts";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  type TestMember,
  type TestOrganization,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { addPassage } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();
let organization: TestOrganization;
let mira: TestMember;
let api = "";
let address = "";
beforeEach(async () => {
  organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  await addPassage(server, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  const agent = await createAgent(server, organization, project, { name: "Desk", greeting: "Hello.", instructions: "Be brief." });
  mira = await createMember(server, organization.id, "member");
  api = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  address = `${server.url}/organizations/${organization.id}/projects/${project}/agents/${agent}`;
});

const open = (tab = "", options: { width?: number; height?: number } = {}) =>
  browser.open(`${address}${tab}`, { cookie: mira.cookie, ...options });
const draft = async () => (await call<AgentDraft>(server, mira, `GET ${api}/draft`)).body;
const published = async () => (await call<Agent>(server, mira, `GET ${api}`)).body;
const tab = (page: Page, name: string) => page.getByRole("tab", { name });
const instructions = (page: Page) => page.getByRole("textbox", { name: "Instructions" });
const isSaved = (page: Page) => page.getByRole("status").getByText("Saved", { exact: true }).waitFor();

test("a draft saves itself from tab to tab, is tried beside it, and is published with what changes, by the keyboard alone", async () => {
  const page = await open();
  await instructions(page).fill("Be brief and kind. It is {today}, {tomorrow}.");
  await page.getByText("{tomorrow} is no variable and stays as it is.").waitFor();
  await isSaved(page);
  await tab(page, "Instructions").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Greeting", exact: true }).fill("Good day.");
  await page.getByRole("button", { name: "Add a question" }).press("Enter");
  await page.getByRole("textbox", { name: "Question 1" }).fill("When do parcels arrive?");
  await page.getByText("3 changes not published").waitFor();
  await page.getByRole("tab", { name: "Greeting not published" }).waitFor();
  expect(await page.getByRole("tab", { name: "Knowledge", exact: true }).count()).toBe(1);
  await isSaved(page);
  expect(await draft()).toMatchObject({ changed: ["instructions", "greeting", "suggested_questions"] });
  expect((await published()).greeting).toBe("Hello.");

  const chat = page.getByRole("region", { name: "Test chat" });
  await chat.getByText("Good day.").waitFor();
  await chat.getByRole("button", { name: "When do parcels arrive?" }).press("Enter");
  await chat.getByText("“Parcels arrive within three working days.”").waitFor();
  await chat.locator("summary").press("Enter");
  for (const step of ["Understood", "Searched", "Found", "Said"]) await chat.getByText(step, { exact: true }).waitFor();
  await chat.getByText("Answered, with 1 citation.").waitFor();
  await expectAccessibleInBothThemes(page);
  await chat.getByRole("button", { name: "Version 1" }).press("Enter");
  await chat.getByText("Hello.").waitFor();

  await page.getByRole("button", { name: "Publish" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Publish version 2" });
  await dialog.locator("ins").getByText("Good day").waitFor();
  await dialog.locator("del").getByText("Hello").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("textbox", { name: "Note" }).fill("Politer.");
  await dialog.getByRole("button", { name: "Publish" }).press("Enter");
  await page.getByText("Version 2 answers now.").waitFor();
  await page.getByText("Everything is published").waitFor();
  expect(await published()).toMatchObject({ greeting: "Good day.", published_version: 2 });

  await tab(page, "Versions").press("Enter");
  await tab(page, "Versions").click();
  await page.getByText("Politer.").waitFor();
  await page.getByRole("button", { name: "Compare" }).press("Enter");
  await page.getByRole("dialog").locator("ins").getByText("Good day").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Roll back" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).press("Enter");
  await page.getByText("the settings of version 1 again").waitFor();
  expect((await published()).greeting).toBe("Hello.");
});

test("two people in one draft both keep what they changed; where it is the same field, the second chooses", async () => {
  const page = await open();
  await instructions(page).fill("Be kind.");
  await isSaved(page);
  await call(server, organization.owner, `PATCH ${api}/draft`, { greeting: "From a colleague." });
  await instructions(page).fill("Be kind and brief.");
  await expect.poll(async () => (await draft()).settings.instructions).toBe("Be kind and brief.");
  expect((await draft()).settings.greeting).toBe("From a colleague.");

  await page.route("**/draft", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await instructions(page).fill("Mine.");
  await page.getByRole("button", { name: "Try again" }).waitFor();
  await call(server, organization.owner, `PATCH ${api}/draft`, { instructions: "Theirs." });
  await page.unroute("**/draft");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(`${organization.owner.email} changed Instructions meanwhile`).waitFor();
  expect((await draft()).settings.instructions).toBe("Theirs.");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect.poll(async () => (await draft()).settings.instructions).toBe("Mine.");
});

test("what was typed last is saved although the page is left at once", async () => {
  const page = await open();
  await instructions(page).fill("Typed last.");
  await page.getByRole("link", { name: "Overview" }).click();
  await expect.poll(async () => (await draft()).settings.instructions).toBe("Typed last.");
});

test("an agent reads the ticked sources alone", async () => {
  const page = await open("/knowledge");
  await page.getByRole("radio", { name: /Only those that are ticked/ }).check();
  await page.getByRole("checkbox", { name: "Delivery" }).check();
  await page.getByText("1 source ticked").waitFor();
  await isSaved(page);
  expect((await draft()).settings.source_ids).toHaveLength(1);
  await expectAccessibleInBothThemes(page);
});

test("where checks have to pass, a draft is published once they do", async () => {
  const check = { question: "Who won the championship in rowing?", expects: "declined" };
  await call(server, mira, `POST ${api.replace(/\/agents\/.*/, "/checks")}`, check);
  const page = await open("/versions");
  await page.getByRole("checkbox", { name: "Checks have to pass before publishing" }).press("Space");
  await expect.poll(async () => (await published()).requires_checks).toBe(true);
  await tab(page, "Greeting").click();
  await page.getByRole("textbox", { name: "Greeting", exact: true }).fill("Good day.");
  await isSaved(page);
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish version 2" });
  await dialog.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText("The checks have to pass first.").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Run checks" }).click();
  await page.getByText("1 of 1 checks hold").waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Version 2 answers now.").waitFor();
  await expectAccessibleInBothThemes(page);
});

test("a visitor asks a suggested question by the keyboard, and the focus goes to the field", async () => {
  await call(server, mira, `PATCH ${api}`, { suggested_questions: ["When do parcels arrive?", "Who pays?"] });
  const { body } = await call<{ url: string }>(server, mira, `POST ${api}/test-page`, {});
  const page = await browser.open(body.url);
  await page.getByRole("group", { name: "Questions to begin with" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "When do parcels arrive?" }).press("Enter");
  await page.getByText("“Parcels arrive within three working days.”").waitFor();
  expect(await page.getByRole("group", { name: "Questions to begin with" }).count()).toBe(0);
  const focused = "document.querySelector('botcadence-widget').shadowRoot.activeElement?.tagName";
  await expect.poll(() => page.evaluate(focused)).toBe("TEXTAREA");
});

test("a copy has a page of its own, and a viewer changes nothing", async () => {
  const page = await open("", { width: 390, height: 844 });
  await page.getByRole("button", { name: "Actions for Desk" }).click();
  await page.getByRole("menuitem", { name: "Duplicate agent" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Duplicate agent" }).click();
  await page.getByRole("heading", { name: "Desk (copy)", level: 1 }).waitFor();
  const viewer = await createMember(server, organization.id, "viewer");
  const readOnly = await browser.open(address, { cookie: viewer.cookie });
  await instructions(readOnly).waitFor();
  expect(await instructions(readOnly).getAttribute("readonly")).not.toBeNull();
  expect(await readOnly.getByRole("button", { name: "Publish" }).count()).toBe(0);
});
